/** Spread of a sample that outliers do not decide. */

/** Interquartile range of a normal distribution with standard deviation 1. */
const IQR_OF_NORMAL = 1.349;
/** A sample that is mostly at rest keeps at least this part of its standard deviation. (estimate) */
const REST_FLOOR = 0.25;

/**
 * Standard deviation estimated from the quartiles, at least a part of the usual one; 0 for a constant sample.
 * @param sample sorted in place
 */
export function robustSpread(sample: Float64Array): number {
  const n = sample.length;
  if (n === 0) return 0;
  sample.sort();
  let mean = 0;
  for (let k = 0; k < n; k++) mean += sample[k] / n;
  let variance = 0;
  for (let k = 0; k < n; k++) variance += (sample[k] - mean) ** 2 / n;
  const iqr = sample[Math.floor(0.75 * (n - 1))] - sample[Math.floor(0.25 * (n - 1))];
  return Math.max(iqr / IQR_OF_NORMAL, REST_FLOOR * Math.sqrt(variance));
}
