/** Meters along a pipe and levels that must add up: leaks, and meters that wear, show in differences only. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, dailyRhythm, draw, spans, wanders } from '../processes.ts';

const METERS = 6;
const CHANNELS = [...numbered('meter', METERS), ...numbered('branch', METERS - 1), 'pressure_in', 'pressure_out'];
const LEARN = 4_000;
const TEST = 6_000;

interface Fault extends Anomaly {
  readonly place: number;
  readonly isLeak: boolean;
  readonly size: number;
}

export function waterBalance(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/water-balance');
  const plan = new RandomStream(seed, 'own-data/water-balance/plan');
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 6, 60, 500).map((span, k) => {
    const place = 1 + draw(plan, METERS - 2);
    const isLeak = k % 2 === 0;
    const size = 1.5 + 3 * plan.uniform();
    return { ...span, place, isLeak, size, channels: isLeak ? [place - 1, place] : [place] };
  });
  const uses = wanders(random, METERS, 30);
  const supply = wanders(random, 1, 200)[0];
  const shape = { name: 'water-balance', channels: CHANNELS, tickMs: 120_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    const rhythm = dailyRhythm(((row * 2) / 60) % 24, Math.floor(row / 720) % 7 >= 5);
    let flow = 0;
    for (let k = METERS - 1; k >= 0; k--) {
      const use = Math.max(0, (6 + 2 * k) * rhythm * (1 + 0.25 * uses[k].step()));
      flow += use;
      // Water that leaks between two meters has passed all meters before.
      const leak = fault?.isLeak && k < fault.place ? fault.size : 0;
      const wrong = fault !== undefined && !fault.isLeak && fault.place === k ? 1 - 0.02 * fault.size : 1;
      out[k] = (flow + leak) * wrong * (1 + 0.004 * random.normal()) + 0.1 * random.normal();
      if (k < METERS - 1) out[METERS + k] = use * (1 + 0.01 * random.normal()) + 0.1 * random.normal();
    }
    const head = 6 + 0.2 * supply.step();
    out[CHANNELS.length - 2] = head + 0.02 * random.normal();
    out[CHANNELS.length - 1] = head - 0.00025 * flow ** 2 + 0.02 * random.normal();
  });
}
