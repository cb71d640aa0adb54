/** A plant with several ways of running, of which learning has seen only some: a new one is normal, what breaks is not. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, draw, Lag, spans, wanders } from '../processes.ts';

const COUNT = 14;
const REGIMES = 5;
/** Regimes that occur while learning. */
const KNOWN = 3;
const LEARN = 5_000;
const TEST = 5_000;
const STAY = 350;

interface Fault extends Anomaly {
  readonly size: number;
}

export function regimes(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/regimes');
  const plan = new RandomStream(seed, 'own-data/regimes/plan');
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 6, 60, 250).map((span) => {
    const size = (0.5 + 0.6 * plan.uniform()) * (plan.uniform() < 0.5 ? -1 : 1);
    return { ...span, size, channels: [2 + draw(plan, COUNT - 2)] };
  });
  // Two set points decide a regime; all else follows from them.
  const points = Array.from({ length: REGIMES }, () => [3 * plan.uniform(), 3 * plan.uniform()]);
  const effects = Array.from({ length: COUNT }, () => [plan.normal(), plan.normal(), 0.15 * plan.normal()]);
  const loads = wanders(random, 3, 80);
  const own = wanders(random, COUNT, 10);
  const slow = [new Lag(20), new Lag(20)];
  let regime = 0;
  const shape = {
    name: 'regimes',
    channels: ['set_point_1', 'set_point_2', ...numbered('reading', COUNT - 2)],
    tickMs: 60_000,
    learnRows: LEARN,
    testRows: TEST,
  };
  return makeDataSet(shape, faults, (row, out) => {
    if (row % STAY === 0) regime = row < LEARN ? draw(random, KNOWN) : draw(random, REGIMES);
    const fault = at(faults, row);
    const [first, second] = slow.map((lag, k) => lag.step(points[regime][k] + 0.2 * loads[k].step()));
    loads[2].step();
    out[0] = points[regime][0];
    out[1] = points[regime][1];
    for (let c = 2; c < COUNT; c++) {
      const [a, b, ab] = effects[c];
      const value = a * first + b * second + ab * first * second + 0.3 * (c % 3 === 0 ? loads[2].value : 0);
      out[c] = value + 0.1 * own[c].step() + 0.06 * random.normal();
      if (fault?.channels[0] === c) out[c] += fault.size;
    }
  });
}
