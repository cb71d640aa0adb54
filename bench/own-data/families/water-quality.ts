/** A drinking-water station by the minute: operations change much and are normal, contamination is short and small. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet } from '../data-set.ts';
import { at, dailyRhythm, draw, Lag, spans, Wander } from '../processes.ts';

const CHANNELS = [
  'temperature',
  'chlorine',
  'ph',
  'redox',
  'conductivity',
  'turbidity',
  'flow_1',
  'flow_2',
  'pressure',
] as const;
const LEARN = 12_000;
const TEST = 18_000;
const EVENTS = 10;
/** What each kind of contamination moves, in units of normal noise. */
const KINDS: readonly (readonly [channel: number, size: number][])[] = [
  [
    [1, -7],
    [3, -6],
  ],
  [
    [5, 8],
    [1, -4],
  ],
  [
    [4, 6],
    [2, -5],
    [3, 3],
  ],
  [
    [2, 6],
    [4, 5],
  ],
];

interface Event extends Anomaly {
  readonly moves: (typeof KINDS)[number];
  readonly size: number;
}

export function waterQuality(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/water-quality');
  const plan = new RandomStream(seed, 'own-data/water-quality/plan');
  const events: Event[] = spans(plan, { from: LEARN, until: LEARN + TEST }, EVENTS, 8, 28).map((span) => {
    const moves = KINDS[draw(plan, KINDS.length)];
    return { ...span, moves, size: 0.6 + 0.8 * plan.uniform(), channels: moves.map(([channel]) => channel) };
  });
  const noise = [0.02, 0.01, 0.01, 2, 1.2, 0.01, 1.5, 1.2, 0.02];
  const source = new Wander(random, 900);
  const dose = new Wander(random, 300);
  const days = new Wander(random, 6_000);
  const mixed = new Lag(25);
  const effect = new Lag(2);
  let second = 0;
  const shape = { name: 'water-quality', channels: CHANNELS, tickMs: 60_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, events, (row, out) => {
    if (random.uniform() < 1 / 400) second = 1 - second;
    const share = mixed.step(second);
    const rhythm = dailyRhythm((row / 60) % 24, Math.floor(row / 1_440) % 7 >= 5);
    const water = source.step();
    const chlorine = 0.8 + 0.02 * dose.step() - 0.15 * share - 0.03 * (rhythm - 1);
    out[0] = 11 + 0.8 * days.step() + 0.3 * share + 0.15 * Math.sin((row / 1_440) * 2 * Math.PI);
    out[1] = chlorine;
    out[2] = 7.9 + 0.05 * water - 0.12 * share;
    out[3] = 690 + 220 * (chlorine - 0.8) - 60 * (out[2] - 7.9);
    out[4] = 420 + 10 * water + 35 * share + 2 * out[0];
    out[5] = 0.12 + 0.02 * Math.abs(water) + 0.02 * share;
    out[6] = 120 * rhythm * (1 - 0.5 * second);
    out[7] = 90 * rhythm * second;
    out[8] = 4.6 - 0.35 * rhythm;
    for (let c = 0; c < out.length; c++) out[c] += noise[c] * random.normal();
    const event = at(events, row);
    const strength = effect.step(event === undefined ? 0 : event.size);
    if (event === undefined) return;
    for (const [channel, size] of event.moves) out[channel] += strength * size * noise[channel];
  });
}
