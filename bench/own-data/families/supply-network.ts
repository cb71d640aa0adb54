/** A drinking-water network by the hour: tanks filled by pumps that follow their level, demand of a town, attacks. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, dailyRhythm, draw, spans, Wander, wanders } from '../processes.ts';

const TANKS = 7;
const PUMPS = 12;
const CHANNELS = [
  ...numbered('level', TANKS),
  ...numbered('status', PUMPS),
  ...numbered('flow', PUMPS),
  ...numbered('pressure', PUMPS),
];
const STATUS = TANKS;
const FLOW = STATUS + PUMPS;
const PRESSURE = FLOW + PUMPS;
const LEARN = 8_760;
const TEST = 2_000;
/** Steps of the simulation an hour. */
const STEPS = 6;
/** The control is shown a low level, and people a replay; a pump is switched; all readings of a tank are replayed. */
const ATTACKS = ['deceive', 'switch', 'conceal'] as const;

interface Attack extends Anomaly {
  readonly kind: (typeof ATTACKS)[number];
  readonly tank: number;
  readonly pump: number;
}

export function supplyNetwork(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/supply-network');
  const fixed = new RandomStream('town', 'own-data/supply-network');
  const attacks = planAttacks(new RandomStream(seed, 'own-data/supply-network/plan'));
  const tankOf = (pump: number) => pump % TANKS;
  const area = Array.from({ length: TANKS }, () => 8 + 8 * fixed.uniform());
  const share = Array.from({ length: TANKS }, () => 0.7 + 0.6 * fixed.uniform());
  const power = Array.from({ length: PUMPS }, (_, p) => (p < TANKS ? 2.2 : 1.6) * share[tankOf(p)]);
  const start = Array.from({ length: PUMPS }, (_, p) => (p < TANKS ? 2.6 : 1.4) + 0.4 * fixed.uniform());
  const level = Array.from({ length: TANKS }, () => 3);
  const on = new Uint8Array(PUMPS);
  const local = wanders(random, TANKS, 6);
  const season = new Wander(random, 2_000);
  const past: Float64Array[] = [];
  const shape = { name: 'supply-network', channels: CHANNELS, tickMs: 3_600_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, attacks, (row, out) => {
    const attack = at(attacks, row);
    const rhythm = dailyRhythm(row % 24, Math.floor(row / 24) % 7 >= 5) * (1 + 0.06 * season.step());
    const ran = new Float64Array(PUMPS);
    for (const wander of local) wander.step();
    for (let step = 0; step < STEPS; step++) {
      for (let p = 0; p < PUMPS; p++) {
        const tank = tankOf(p);
        const seen = attack !== undefined && attack.kind !== 'switch' && attack.tank === tank ? 1 : level[tank];
        on[p] = seen < start[p] ? 1 : seen > start[p] + 1.6 ? 0 : on[p];
        if (attack?.kind === 'switch' && attack.pump === p) on[p] = p < TANKS ? 0 : 1;
        ran[p] += on[p] / STEPS;
      }
      for (let tank = 0; tank < TANKS; tank++) {
        let inflow = 0;
        for (let p = tank; p < PUMPS; p += TANKS) inflow += on[p] * power[p];
        const demand = share[tank] * rhythm * (1 + 0.1 * local[tank].value);
        const change = ((inflow - demand) * 1.8) / (area[tank] * STEPS);
        level[tank] = Math.max(0.1, Math.min(5.5, level[tank] + change));
      }
    }
    for (let tank = 0; tank < TANKS; tank++) out[tank] = level[tank] + 0.02 * random.normal();
    for (let p = 0; p < PUMPS; p++) {
      const suction = 30 - 2 * rhythm + 0.2 * random.normal();
      out[STATUS + p] = on[p];
      out[FLOW + p] = 20 * ran[p] * power[p] * (1 - 0.02 * level[tankOf(p)]) * (1 + 0.01 * random.normal());
      out[PRESSURE + p] = suction + level[tankOf(p)] + on[p] * (18 + 4 * power[p]) + 0.15 * random.normal();
    }
    past.push(out.slice());
    if (attack === undefined || attack.kind === 'switch') return;
    // What people are shown is from some days ago, at the same hour.
    const replayed = past[row - 24 * Math.ceil((row - attack.from + 72) / 24)];
    for (const channel of attack.kind === 'conceal' ? attack.channels : [attack.tank]) out[channel] = replayed[channel];
  });
}

function planAttacks(plan: RandomStream): Attack[] {
  return spans(plan, { from: LEARN, until: LEARN + TEST }, 6, 24, 120).map((span, k) => {
    const kind = ATTACKS[k % ATTACKS.length];
    const pump = draw(plan, PUMPS);
    const tank = pump % TANKS;
    const channels = [tank, STATUS + pump, FLOW + pump, ...(kind === 'conceal' ? [] : [PRESSURE + pump])];
    return { ...span, kind, tank, pump, channels };
  });
}
