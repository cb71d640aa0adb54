/** Two weeks learned in spring, two months judged: all that depends on the season leaves its range, and that is normal. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, dailyRhythm, draw, spans, Wander, wanders } from '../processes.ts';

const COUNT = 12;
const PER_DAY = 96;
const LEARN = 14 * PER_DAY;
const TEST = 60 * PER_DAY;

interface Fault extends Anomaly {
  readonly size: number;
  readonly isDrift: boolean;
}

export function longSeason(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/long-season');
  const plan = new RandomStream(seed, 'own-data/long-season/plan');
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 7, 30, 280).map((span, k) => {
    const size = (1 + plan.uniform()) * (plan.uniform() < 0.5 ? -1 : 1);
    return { ...span, size, isDrift: k % 3 === 2, channels: [draw(plan, COUNT)] };
  });
  const weather = new Wander(random, 4 * PER_DAY);
  const use = new Wander(random, 20);
  const own = wanders(random, COUNT, 12);
  const effects = Array.from({ length: COUNT }, () => [0.6 * plan.normal(), plan.normal(), 0.7 * plan.normal()]);
  const shape = {
    name: 'long-season',
    channels: numbered('reading', COUNT),
    tickMs: 900_000,
    learnRows: LEARN,
    testRows: TEST,
  };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    const day = row / PER_DAY;
    const warmth = 0.06 * day + 0.8 * weather.step();
    const rhythm = dailyRhythm((day % 1) * 24, day % 7 >= 5) * (1 + 0.1 * use.step());
    for (let c = 0; c < COUNT; c++) {
      const [a, b, ab] = effects[c];
      out[c] = a * warmth + b * rhythm + 0.1 * ab * warmth * rhythm + 0.15 * own[c].step() + 0.1 * random.normal();
      if (fault?.channels[0] !== c) continue;
      const part = (row - fault.from) / (fault.until - fault.from);
      out[c] += fault.size * (fault.isDrift ? part : 1);
    }
  });
}
