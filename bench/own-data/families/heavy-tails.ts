/** Instruments in a rough place: spikes and bursts of noise are normal, a small shift that stays is not. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, draw, heavyTailed, spans, wanders } from '../processes.ts';

const COUNT = 16;
const LEARN = 4_000;
const TEST = 5_000;

interface Fault extends Anomaly {
  readonly size: number;
  readonly isRough: boolean;
}

export function heavyTails(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/heavy-tails');
  const plan = new RandomStream(seed, 'own-data/heavy-tails/plan');
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 6, 80, 300).map((span) => {
    const first = draw(plan, COUNT);
    const size = (1.2 + 1.2 * plan.uniform()) * (plan.uniform() < 0.5 ? -1 : 1);
    return { ...span, size, isRough: plan.uniform() < 0.3, channels: [first, (first + 4) % COUNT] };
  });
  const shared = wanders(random, 4, 50);
  const bursts = new Float64Array(COUNT);
  const shape = {
    name: 'heavy-tails',
    channels: numbered('probe', COUNT),
    tickMs: 30_000,
    learnRows: LEARN,
    testRows: TEST,
  };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    for (const wander of shared) wander.step();
    for (let c = 0; c < COUNT; c++) {
      bursts[c] = random.uniform() < 1 / 800 ? 4 : bursts[c] * 0.95;
      const isHit = fault?.channels.includes(c) ?? false;
      const rough = (1 + bursts[c]) * (isHit && fault?.isRough ? 3 : 1);
      const shift = isHit && !fault?.isRough ? (fault?.size ?? 0) : 0;
      out[c] = 100 + 2 * shared[c % 4].value + shift + 0.4 * rough * heavyTailed(random, 3);
    }
  });
}
