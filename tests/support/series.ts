/** Statistics of series of readings, for tests. */

export type Series = Float64Array;

export function mean(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
}

export function deviation(x: ArrayLike<number>): number {
  return Math.sqrt(covariance(x, x));
}

export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
}

/** The least-squares line y = slope x + offset, and the share of y's variance that it explains. */
export function line(x: ArrayLike<number>, y: ArrayLike<number>): { slope: number; offset: number; r2: number } {
  const slope = covariance(x, y) / covariance(x, x);
  return { slope, offset: mean(y) - slope * mean(x), r2: correlation(x, y) ** 2 };
}

/** Element by element. */
export function combine(of: (...values: number[]) => number, ...series: readonly Series[]): Series {
  return series[0].map((_, i) => of(...series.map((one) => one[i])));
}

/** Means of blocks of so many elements; what is left over at the end is dropped. */
export function blockMeans(x: Series, length: number): Series {
  return Float64Array.from({ length: Math.floor(x.length / length) }, (_, block) =>
    mean(x.subarray(block * length, (block + 1) * length)),
  );
}

/** Follows x with a first-order lag of so many elements, from its mean on. */
export function smoothed(x: Series, lag: number): Series {
  let level = mean(x);
  return x.map((value) => {
    level += (value - level) / lag;
    return level;
  });
}

/** The elements where the condition, given their index, holds. */
export function where(x: Series, holds: (i: number) => boolean): Series {
  return x.filter((_, i) => holds(i));
}

/** By how many elements y follows x: the shift, 0 to `most`, at which they correlate best. */
export function delay(x: Series, y: Series, most: number): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let shift = 0; shift <= most; shift++) {
    const r = correlation(x.subarray(0, x.length - shift), y.subarray(shift));
    if (r > highest) {
      highest = r;
      best = shift;
    }
  }
  return best;
}

function covariance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const mx = mean(x);
  const my = mean(y);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - mx) * (y[i] - my);
  return sum / x.length;
}
