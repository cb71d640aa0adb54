/** A small pump loop at 1 s, learned from a few minutes: everything still warms up, and one long fault follows. */

import { RandomStream } from '../../../src/core/random.ts';
import { type DataSet, makeDataSet } from '../data-set.ts';
import { heavyTailed, Lag, Wander } from '../processes.ts';

const CHANNELS = [
  'vibration_1',
  'vibration_2',
  'current',
  'pressure',
  'temperature',
  'thermocouple',
  'voltage',
  'flow',
] as const;
/** Valve partly closed, imbalance, leak, cavitation: channels that show it. */
const FAULTS = [
  [3, 7],
  [0, 1],
  [3, 7],
  [0, 1, 3, 7],
] as const;
const LEARN = 400;
const TEST = 750;
/** Outliers a reading. */
const OUTLIERS = 0.004;

export function pumpLoop(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/pump-loop');
  const plan = new RandomStream(seed, 'own-data/pump-loop/plan');
  const fault = seed % FAULTS.length;
  const size = 0.6 + 0.8 * plan.uniform();
  const from = LEARN + Math.round(TEST * (0.2 + 0.1 * plan.uniform()));
  const until = from + Math.round(TEST * 0.5);
  const creep = 0.001 + 0.003 * plan.uniform();
  const supply = new Wander(random, 40);
  const load = new Wander(random, 90);
  const strength = new Lag(8);
  const casing = new Lag(120);
  const shape = { name: 'pump-loop', channels: CHANNELS, tickMs: 1_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, [{ from, until, channels: FAULTS[fault] }], (row, out) => {
    const wrong = size * strength.step(row >= from && row < until ? 1 : 0);
    const closed = fault === 0 ? wrong : 0;
    const imbalance = fault === 1 ? wrong : 0;
    const leak = fault === 2 ? wrong : 0;
    const cavitation = fault === 3 ? wrong : 0;
    const volts = 230 + 3 * supply.step();
    const flow = 32 + 0.4 * load.step() + 0.05 * (volts - 230) - 2 * closed + 1.2 * leak - 0.7 * cavitation;
    const rough = 1 + 0.8 * cavitation;
    out[0] = 0.026 + 0.012 * imbalance + 0.006 * cavitation + 0.0015 * rough * random.normal();
    out[1] = 0.041 + 0.015 * imbalance + 0.008 * cavitation + 0.0025 * rough * random.normal();
    out[2] = 1.1 + 0.02 * (flow - 32) + 0.08 * imbalance + 0.06 * random.normal();
    out[3] = 0.3 + 0.12 * closed - 0.09 * leak - 0.01 * (flow - 32) + 0.1 * rough * random.normal();
    out[4] = casing.step(68 + creep * row + 0.8 * imbalance) + 0.12 * random.normal();
    out[5] = 25 + 0.25 * creep * row + 0.05 * random.normal();
    out[6] = volts + 2 * random.normal();
    out[7] = Math.round(flow + 0.35 * random.normal());
    for (let c = 0; c < out.length; c++) if (random.uniform() < OUTLIERS) out[c] *= 1 + 0.05 * heavyTailed(random, 3);
  });
}
