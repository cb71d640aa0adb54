/** A third of the channels never moved while learning: reserve pumps, bypasses, alarms; some of them come alive. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, draw, spans, wanders } from '../processes.ts';

const LIVE = 16;
const IDLE = 8;
const LEARN = 3_000;
const TEST = 4_000;

export function idleChannels(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/idle-channels');
  const plan = new RandomStream(seed, 'own-data/idle-channels/plan');
  const faults: Anomaly[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 6, 40, 250).map((span) => {
    const first = draw(plan, LIVE);
    return { ...span, channels: [LIVE + draw(plan, IDLE), first, (first + 4) % LIVE] };
  });
  const shared = wanders(random, 4, 100);
  const own = wanders(random, LIVE, 8);
  const shape = {
    name: 'idle-channels',
    channels: [...numbered('reading', LIVE), ...numbered('reserve', IDLE)],
    tickMs: 15_000,
    learnRows: LEARN,
    testRows: TEST,
  };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    for (const wander of shared) wander.step();
    for (let c = 0; c < LIVE; c++) {
      const moved = fault?.channels.includes(c) ? 0.8 : 0;
      out[c] = 10 * c + shared[c % 4].value + 0.3 * own[c].step() + 0.1 * random.normal() + moved;
    }
    for (let c = LIVE; c < LIVE + IDLE; c++) {
      const isAlive = fault?.channels[0] === c;
      out[c] = c % 2 === 0 ? (isAlive ? 1 : 0) : isAlive ? 4 + 0.2 * random.normal() : 0;
    }
  });
}
