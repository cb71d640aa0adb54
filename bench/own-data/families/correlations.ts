/** Correlated processes in which some channels cease to follow the others, each by itself as before. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, draw, spans, wanders } from '../processes.ts';

const COUNT = 14;
const HIDDEN = 4;
const LEARN = 4_000;
const TEST = 4_000;

export function correlations(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/correlations');
  const plan = new RandomStream(seed, 'own-data/correlations/plan');
  const faults: Anomaly[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 7, 60, 260).map((span) => {
    const first = draw(plan, COUNT);
    const second = (first + 1 + draw(plan, COUNT - 1)) % COUNT;
    return { ...span, channels: plan.uniform() < 0.5 ? [first] : [first, second] };
  });
  const hidden = wanders(random, HIDDEN, 25 + 200 * plan.uniform());
  const strange = wanders(random, COUNT, 60);
  const loadings = Array.from({ length: COUNT }, () => {
    const weights = Array.from({ length: HIDDEN }, () => plan.normal());
    const norm = Math.hypot(...weights);
    return weights.map((weight) => weight / norm);
  });
  const shape = {
    name: 'correlations',
    channels: numbered('signal', COUNT),
    tickMs: 10_000,
    learnRows: LEARN,
    testRows: TEST,
  };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    for (const wander of hidden) wander.step();
    for (let c = 0; c < COUNT; c++) {
      const own = strange[c].step();
      let value = 0;
      for (let k = 0; k < HIDDEN; k++) value += loadings[c][k] * hidden[k].value;
      // The same spread as before, but only partly what the others share.
      if (fault?.channels.includes(c)) value = 0.7 * value + 0.71 * own;
      out[c] = 5 * c + value + 0.25 * random.normal();
    }
  });
}
