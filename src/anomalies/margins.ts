/**
 * How far a reading may be from what the undisturbed plant would have shown before it counts as anomalous: three
 * standard deviations of the instrument's noise, one and a half steps of its resolution or one percent of its span,
 * whichever is most. Below that a single reading cannot tell the two apart, nor would an operator care. A contact
 * (running or not) is anomalous where it differs at all.
 */

import { BENCHMARK_NOISE, type NoiseModel, type Sensor } from '../sensors/index.ts';

const SIGMAS = 3;
const RESOLUTIONS = 1.5;
const SPAN_SHARE = 0.01;
const CONTACT = 0.5;

/**
 * The same for the question whether a disturbance is over. Contacts do not count: machines of two plants that agree in all
 * else may still start a minute apart for days.
 */
export function settlingMargins(sensors: readonly Sensor[], margins: Float64Array): Float64Array {
  return margins.map((margin, column) => (sensors[column].class === 'instant' ? Number.POSITIVE_INFINITY : margin));
}

/** The margin of each sensor, in its own unit. */
export function readingMargins(sensors: readonly Sensor[], noise: NoiseModel): Float64Array {
  return Float64Array.from(sensors, (sensor) => {
    if (sensor.class === 'instant') return CONTACT;
    const span = sensor.range[1] - sensor.range[0];
    const share = { datasheet: sensor.noise, benchmark: BENCHMARK_NOISE, none: 0 }[noise];
    return Math.max(SIGMAS * share * span, RESOLUTIONS * sensor.resolution, SPAN_SHARE * span);
  });
}
