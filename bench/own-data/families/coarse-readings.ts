/** Coarse and lazy readings: whole counts, values kept until they change enough, laboratory values every hour. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet } from '../data-set.ts';
import { at, draw, Lag, spans, Wander } from '../processes.ts';

const CHANNELS = ['level', 'level_2', 'flow', 'power', 'temperature', 'oxygen', 'ammonium', 'dose', 'door', 'counter'];
/** What a reading is a multiple of, and by how much it must change before it is sent. */
const STEPS = [1, 1, 5, 2, 0.5, 0.1, 0.2, 1, 1, 1];
const DEAD_BAND = [0, 2, 5, 2, 0.5, 0.3, 0, 0, 0, 0];
const LEARN = 5_000;
const TEST = 5_000;
const KINDS = ['stuck', 'offset', 'drift'] as const;

interface Fault extends Anomaly {
  readonly kind: (typeof KINDS)[number];
}

export function coarseReadings(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/coarse-readings');
  const plan = new RandomStream(seed, 'own-data/coarse-readings/plan');
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 6, 90, 320).map((span, k) => ({
    ...span,
    kind: KINDS[k % KINDS.length],
    channels: [draw(plan, 7)],
  }));
  const inflow = new Wander(random, 60);
  const load = new Wander(random, 200);
  const tank = new Lag(40);
  const air = new Lag(15);
  const sent = new Float64Array(CHANNELS.length);
  const shape = { name: 'coarse-readings', channels: CHANNELS, tickMs: 60_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    const rhythm = Math.sin((2 * Math.PI * row) / 1_440);
    const flow = 100 + 25 * rhythm + 12 * inflow.step();
    const level = tank.step(flow);
    const need = 1 + 0.2 * load.step() + 0.3 * rhythm;
    const oxygen = 2 + 0.4 * air.step(random.normal() * 3) - 0.3 * (need - 1);
    const truth = [level, level, flow, 20 + 14 * need, 15 + 2 * rhythm, oxygen, 3 * need, 6 * need, 0, 0];
    truth[8] = random.uniform() < 0.002 ? 1 : 0;
    truth[9] = 1 + Math.floor(((row * flow) / 50) % 8);
    for (let c = 0; c < out.length; c++) {
      const hit = fault?.channels[0] === c ? fault : undefined;
      const age = row - (fault?.from ?? 0);
      const off = hit?.kind === 'offset' ? 4 : hit?.kind === 'drift' ? 0.03 * age : 0;
      const noise = c < 7 ? 0.4 * STEPS[c] * random.normal() : 0;
      const value = STEPS[c] * Math.round((truth[c] + noise) / STEPS[c] + off);
      const isDue = c !== 6 || row % 60 === 0;
      if (hit?.kind !== 'stuck' && isDue && Math.abs(value - sent[c]) >= DEAD_BAND[c]) sent[c] = value;
      out[c] = sent[c];
    }
  });
}
