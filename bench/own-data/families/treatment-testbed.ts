/** A treatment test bed at 1 Hz: stages with a tank each, filled and emptied by turns; attacks of some minutes. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet } from '../data-set.ts';
import { at, draw, Lag, spans, Wander } from '../processes.ts';

const STAGES = 5;
const PER_STAGE = ['level', 'flow_in', 'flow_out', 'pressure', 'analyser', 'valve', 'pump', 'spare_pump'] as const;
const WIDTH = PER_STAGE.length;
const CHANNELS = Array.from({ length: STAGES }, (_, s) => PER_STAGE.map((name) => `stage${s + 1}_${name}`)).flat();
const [LEVEL, FLOW_IN, FLOW_OUT, PRESSURE, ANALYSER, VALVE, PUMP, SPARE] = PER_STAGE.map((_, k) => k);
const LEARN = 9_000;
const TEST = 7_000;
/** The level that is shown stands still, climbs or is low; a pump stops; a valve stays open; the spare pump runs. */
const ATTACKS = ['freeze', 'climb', 'offset', 'stop', 'open', 'spare'] as const;

interface Attack extends Anomaly {
  readonly kind: (typeof ATTACKS)[number];
  readonly stage: number;
}

interface Stage {
  level: number;
  shown: number;
  filling: boolean;
  emptying: boolean;
  valve: number;
  readonly inflow: Lag;
  readonly outflow: Lag;
  readonly quality: Wander;
}

export function treatmentTestbed(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/treatment-testbed');
  const plan = new RandomStream(seed, 'own-data/treatment-testbed/plan');
  const attacks: Attack[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 8, 90, 420).map((span) => {
    const kind = ATTACKS[draw(plan, ATTACKS.length)];
    const stage = draw(plan, STAGES);
    const of = (...parts: number[]) => parts.map((part) => stage * WIDTH + part);
    const sensor = kind === 'freeze' || kind === 'climb' || kind === 'offset';
    const actuator = kind === 'open' ? of(VALVE, FLOW_IN, LEVEL) : of(PUMP, FLOW_OUT, PRESSURE);
    const channels = sensor ? of(LEVEL) : kind === 'spare' ? of(SPARE, FLOW_OUT, PRESSURE) : actuator;
    return { ...span, kind, stage, channels };
  });
  const stages: Stage[] = Array.from({ length: STAGES }, (_, s) => ({
    level: 500 + 40 * s,
    shown: 500,
    filling: s % 2 === 0,
    emptying: true,
    valve: 0,
    inflow: new Lag(3),
    outflow: new Lag(2),
    quality: new Wander(random, 900),
  }));
  const shape = { name: 'treatment-testbed', channels: CHANNELS, tickMs: 1_000, learnRows: LEARN, testRows: TEST };
  return makeDataSet(shape, attacks, (row, out) => {
    const attack = at(attacks, row);
    for (const [s, stage] of stages.entries()) {
      const kind = attack?.stage === s ? attack.kind : undefined;
      stage.shown = shownLevel(stage, kind, row - (attack?.from ?? 0));
      stage.filling = stage.shown < 480 + 10 * s ? true : stage.shown > 800 - 15 * s ? false : stage.filling;
      stage.emptying = stage.shown < 250 ? false : stage.shown > 450 ? true : stage.emptying;
      // Valves take some seconds between closed (1) and open (2), and say 0 meanwhile.
      const wanted = stage.filling || kind === 'open' ? 6 : 0;
      stage.valve += Math.sign(wanted - stage.valve);
      const pump = stage.emptying && kind !== 'stop' ? 1 : 0;
      const spare = kind === 'spare' ? 1 : 0;
      const inflow = stage.inflow.step((stage.valve / 6) * (2.4 + 0.1 * s));
      const outflow = stage.outflow.step((pump * (1.1 + 0.05 * s) + 0.5 * spare) * (stage.level > 60 ? 1 : 0));
      stage.level = Math.max(0, Math.min(1_200, stage.level + 0.9 * (inflow - outflow)));
      const at0 = s * WIDTH;
      out[at0 + LEVEL] = stage.shown + (kind === 'freeze' ? 0 : 0.4 * random.normal());
      out[at0 + FLOW_IN] = Math.max(0, inflow + (inflow > 0.05 ? 0.02 : 0.002) * random.normal());
      out[at0 + FLOW_OUT] = Math.max(0, outflow + (outflow > 0.05 ? 0.015 : 0.002) * random.normal());
      out[at0 + PRESSURE] = 0.4 + 1.8 * outflow ** 2 + 0.0004 * stage.level + 0.02 * random.normal();
      out[at0 + ANALYSER] = 7 + 0.3 * s + 0.06 * stage.quality.step() + 0.004 * random.normal();
      out[at0 + VALVE] = stage.valve === 6 ? 2 : stage.valve === 0 ? 1 : 0;
      out[at0 + PUMP] = 1 + pump;
      out[at0 + SPARE] = 1 + spare;
    }
  });
}

function shownLevel(stage: Stage, kind: Attack['kind'] | undefined, age: number): number {
  if (kind === 'freeze') return age === 0 ? stage.level : stage.shown;
  if (kind === 'climb') return stage.level + Math.min(1.5 * age, 300);
  if (kind === 'offset') return Math.max(0, stage.level - 120);
  return stage.level;
}
