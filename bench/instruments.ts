/**
 * How long the instruments take: nanoseconds a reading for the 127 of the catalogue, on truth that moves.
 * Run: node bench/instruments.ts [days each run] [runs]
 */

import { cpus } from 'node:os';
import { RandomStream } from '../src/core/random.ts';
import { MINUTES_PER_DAY, TICKS_PER_MINUTE } from '../src/core/time.ts';
import { TAP_NAMES } from '../src/plant/taps.ts';
import { buildCatalogue, Instruments, NOISE_MODELS, type Sensor } from '../src/sensors/index.ts';

const days = Number(process.argv[2] ?? 1);
const runs = Number(process.argv[3] ?? 15);
const WARM_UP_RUNS = 3;
/** Minutes of truth that are gone through again and again. */
const MINUTES = 64;

const { sensors } = buildCatalogue();
const truth = movingTruth(sensors);
const values = new Float64Array(TICKS_PER_MINUTE * sensors.length);
const quality = new Uint8Array(values.length);
let sink = 0;

console.log(`${cpus()[0].model}, Node ${process.version}: ${sensors.length} sensors, ${runs} runs of ${days} days`);
for (const noise of NOISE_MODELS) {
  const instruments = new Instruments(sensors, { seed: 1, noise });
  const nanoseconds: number[] = [];
  for (let run = -WARM_UP_RUNS; run < runs; run++) {
    const start = process.hrtime.bigint();
    for (let minute = 0; minute < days * MINUTES_PER_DAY; minute++) {
      const at = minute % (MINUTES - 1);
      instruments.observeMinute(truth[at], truth[at + 1], values, quality);
      sink += values[minute % values.length];
    }
    const readings = days * MINUTES_PER_DAY * values.length;
    if (run >= 0) nanoseconds.push(Number(process.hrtime.bigint() - start) / readings);
  }
  report(noise, nanoseconds);
}
if (Number.isNaN(sink)) throw new Error('a reading is missing');

/** Every tap wanders in the middle of the range of the instruments that look at it. */
function movingTruth(all: readonly Sensor[]): Float64Array[] {
  const random = new RandomStream(1, 'bench/instruments');
  const minutes = Array.from({ length: MINUTES }, () => new Float64Array(TAP_NAMES.length));
  for (const { tap, range, fromTap } of all) {
    const index = (TAP_NAMES as readonly string[]).indexOf(tap);
    for (const minute of minutes) {
      const reading = range[0] + (0.45 + 0.1 * random.uniform()) * (range[1] - range[0]);
      minute[index] = (reading - fromTap.offset) / fromTap.factor;
    }
  }
  return minutes;
}

function report(name: string, nanoseconds: number[]): void {
  nanoseconds.sort((a, b) => a - b);
  const quantile = (q: number) =>
    nanoseconds[Math.min(nanoseconds.length - 1, Math.floor(q * nanoseconds.length))].toFixed(2);
  const [min, median, p95, max] = [0, 0.5, 0.95, 1].map(quantile);
  console.log(`${name.padEnd(10)} ns a reading: min ${min}, median ${median}, p95 ${p95}, max ${max}`);
}
