/** A machine that runs and rests: what it reads depends on the state, and towards the end a bearing wears out. */

import { RandomStream } from '../../../src/core/random.ts';
import { type DataSet, makeDataSet } from '../data-set.ts';
import { Lag, Wander } from '../processes.ts';

const CHANNELS = ['running', 'current', 'vibration_drive', 'vibration_fan', 'bearing', 'winding', 'ambient'] as const;
const LEARN = 3_000;
const TEST = 4_000;

export function dutyMachine(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/duty-machine');
  const plan = new RandomStream(seed, 'own-data/duty-machine/plan');
  const wear = 700 + Math.round(500 * plan.uniform());
  const from = LEARN + TEST - wear;
  const most = 0.8 + 0.8 * plan.uniform();
  const load = new Wander(random, 120);
  const weather = new Wander(random, 2_000);
  const bearing = new Lag(25);
  const winding = new Lag(60);
  let running = 1;
  const shape = { name: 'duty-machine', channels: CHANNELS, tickMs: 60_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, [{ from, until: LEARN + TEST, channels: [2, 4] }], (row, out) => {
    if (random.uniform() < (running === 1 ? 1 / 90 : 1 / 40)) running = 1 - running;
    const worn = row < from ? 0 : most * (0.25 + (0.75 * (row - from)) / wear);
    const work = running * (1 + 0.12 * load.step());
    const ambient = 20 + 3 * weather.step() + 3 * Math.sin((2 * Math.PI * row) / 1_440);
    out[0] = running;
    out[1] = 0.2 * running + 11 * work + 0.15 * running * random.normal();
    out[2] = 0.05 + work * (1.8 + 0.9 * worn) * Math.exp(0.12 * random.normal()) + 0.01 * Math.abs(random.normal());
    out[3] = 0.05 + work * (1.2 + 0.15 * worn) * Math.exp(0.12 * random.normal()) + 0.01 * Math.abs(random.normal());
    out[4] = bearing.step(ambient + work * (22 + 5 * worn)) + 0.15 * random.normal();
    out[5] = winding.step(ambient + 38 * work ** 2) + 0.2 * random.normal();
    out[6] = ambient + 0.1 * random.normal();
  });
}
