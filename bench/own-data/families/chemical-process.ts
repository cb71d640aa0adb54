/** A chemical process of closed loops: half an hour of shifts learned, then one fault that the controllers fight. */

import { RandomStream } from '../../../src/core/random.ts';
import { type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { draw, Lag, wanders } from '../processes.ts';

const LOOPS = 12;
const OTHERS = 26;
const CHANNELS = [...numbered('measured', LOOPS), ...numbered('valve', LOOPS), ...numbered('other', OTHERS)];
const LEARN = 500;
const TEST = 960;
const FAULT_AT = LEARN + 160;
const FAULTS = ['step', 'drift', 'random', 'sticky'] as const;

export function chemicalProcess(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/chemical-process');
  const fixed = new RandomStream('process', 'own-data/chemical-process');
  const plan = new RandomStream(seed, 'own-data/chemical-process/plan');
  const fault = FAULTS[seed % FAULTS.length];
  const loop = draw(plan, LOOPS);
  const size = (0.7 + 0.8 * plan.uniform()) * (plan.uniform() < 0.5 ? -1 : 1);
  const gains = Array.from({ length: LOOPS }, () => 0.5 + fixed.uniform());
  const neighbours = Array.from({ length: LOOPS }, (_, k) => [(k + 1 + draw(fixed, 4)) % LOOPS, 0.3 * fixed.normal()]);
  const mixes = Array.from({ length: OTHERS }, () =>
    Array.from({ length: 3 }, () => [draw(fixed, 2 * LOOPS), fixed.normal()] as const),
  );
  const lags = Array.from({ length: OTHERS }, () => new Lag(1 + 6 * fixed.uniform()));
  const disturbances = wanders(random, LOOPS, 30);
  const state = new Float64Array(LOOPS);
  const integral = new Float64Array(LOOPS);
  const valve = new Float64Array(LOOPS);
  const shape = { name: 'chemical-process', channels: CHANNELS, tickMs: 180_000, learnRows: LEARN, testRows: TEST };
  const anomaly = { from: FAULT_AT, until: LEARN + TEST, channels: [loop, LOOPS + loop] };
  return makeDataSet(shape, [anomaly], (row, out) => {
    const age = row - FAULT_AT;
    for (let k = 0; k < LOOPS; k++) {
      const measured = state[k] + 0.15 * random.normal();
      integral[k] += 0.12 * measured;
      const asked = -(0.8 * measured + integral[k]);
      const [neighbour, coupling] = neighbours[k];
      let push = 0.5 * disturbances[k].step() + coupling * 0.5 * state[neighbour];
      let gain = gains[k];
      const isHit = k === loop && age >= 0;
      if (isHit && fault === 'step') push += 1.5 * size;
      if (isHit && fault === 'drift') gain *= 1 - 0.5 * Math.abs(size) * Math.min(1, age / 500);
      if (isHit && fault === 'random') push += 1.2 * size * random.normal();
      const isStuck = isHit && fault === 'sticky' && Math.abs(asked - valve[k]) < Math.abs(1.4 * size);
      if (!isStuck) valve[k] = asked;
      state[k] += 0.35 * (-0.6 * state[k] + gain * valve[k] + push);
      out[k] = 50 + 10 * k + measured;
      out[LOOPS + k] = 40 + 5 * asked + 0.2 * random.normal();
    }
    for (let j = 0; j < OTHERS; j++) {
      let sum = 0;
      for (const [from, weight] of mixes[j]) sum += weight * (from < LOOPS ? state[from] : valve[from - LOOPS]);
      out[2 * LOOPS + j] = 100 + lags[j].step(sum) + 0.2 * random.normal();
    }
  });
}
