/** Whatever a valid configuration asks for and the sewer brings: never a crash, never a reading that is no number. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createFrame, QUALITY } from '../src/core/frame.ts';
import { TICKS_PER_MINUTE } from '../src/core/time.ts';
import { createSimulation, type StationSimulation } from '../src/pipeline/create-simulation.ts';
import { C, STATION_COMPONENTS } from '../src/plant/components.ts';
import { INFLUENT, type InfluentSource } from '../src/plant/influent/source.ts';
import { fakeInfluent, STORM } from '../src/plant/station/influent.fake.ts';
import { Station } from '../src/plant/station/station.ts';
import { TAP_NAMES } from '../src/plant/taps.ts';
import { sewage } from '../src/plant/units/conservation.ts';
import { buildCatalogue, NOISE_MODELS, type SensorRow } from '../src/sensors/index.ts';

const SETPOINTS = new Station(fakeInfluent(STORM)).setpoints.list();
const IDS = buildCatalogue().sensors.map(({ id }) => id);

/** An hour of sewage: how much of the mean flow, how strong, how warm. No water at all, and five times the flow. */
const hour = fc.record({
  flow: fc.oneof(fc.constantFrom(0, 1, 5), fc.double({ min: 0, max: 5, noNaN: true })),
  strength: fc.oneof(fc.constantFrom(0, 1, 5), fc.double({ min: 0.001, max: 5, noNaN: true })),
  alkalinity: fc.double({ min: 0, max: 2, noNaN: true }),
  celsius: fc.double({ min: 1, max: 30, noNaN: true }),
});
type Hour = typeof hour extends fc.Arbitrary<infer T> ? T : never;

function source(hours: readonly Hour[]): InfluentSource {
  const mean = sewage();
  return {
    at(t, out) {
      const { flow, strength, alkalinity, celsius } = hours[Math.min(hours.length - 1, Math.floor(t * 24 + 1e-9))];
      for (let c = 0; c < STATION_COMPONENTS; c++) out[c] = mean[c] * strength;
      out[C.S_ALK] = mean[C.S_ALK] * alkalinity;
      out[C.T] = celsius;
      out[INFLUENT.Q] = mean[STATION_COMPONENTS] * flow;
      out[INFLUENT.rain] = flow;
      out[INFLUENT.airTemperature] = celsius;
    },
  };
}

const setpoints = fc.record(
  Object.fromEntries(
    SETPOINTS.map(({ name, min, max }) => [
      name,
      fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true })),
    ]),
  ),
  { requiredKeys: [] },
);

const added: fc.Arbitrary<Omit<SensorRow, 'id'>> = fc.record({
  type: fc.constant('nouveau'),
  stage: fc.constantFrom('pretraitement', 'sortie_controle'),
  location: fc.constant('Ajouté'),
  class: fc.constantFrom('instant', 'A', 'B0', 'B1', 'C0', 'C1', 'D'),
});

interface Asked {
  readonly seed: number;
  readonly hours: readonly Hour[];
  readonly setpoints: Partial<Record<string, number>>;
  readonly later: Partial<Record<string, number>>;
  readonly removed: readonly string[];
  readonly added: readonly Omit<SensorRow, 'id'>[];
  readonly noise: (typeof NOISE_MODELS)[number];
}

const asked: fc.Arbitrary<Asked> = fc.record({
  seed: fc.nat(),
  hours: fc.array(hour, { minLength: 1, maxLength: 8 }),
  setpoints,
  later: setpoints,
  removed: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 100 }),
  added: fc.array(added, { maxLength: 4 }),
  noise: fc.constantFrom(...NOISE_MODELS),
});

function build({ seed, hours, setpoints, removed, added, noise }: Asked): StationSimulation {
  return createSimulation({
    seed,
    startTime: 0,
    warmupDays: 0,
    openSource: () => source(hours),
    sensors: buildCatalogue({
      types: { nouveau: { base: 3 } },
      sensors: added.map((row, i) => ({ ...row, id: `N-${i}` })),
      remove: removed,
    }),
    noise,
    setpoints: setpoints as Record<string, number>,
  });
}

/** A fault of the plant at a whole minute, or undefined: a truth that is no number, or well below zero. */
function fault({ station }: StationSimulation, minute: number): string | undefined {
  const { truth } = station;
  for (let i = 0; i < truth.length; i++) {
    if (!Number.isFinite(truth[i])) return `${TAP_NAMES[i]} is ${truth[i]}`;
    if (minute >= SETTLING_MINUTES && truth[i] < LEAST[i]) return `${TAP_NAMES[i]} is ${truth[i]}`;
  }
  return undefined;
}

/** The plant's first state knows nothing of the sewage that it is to meet. */
const SETTLING_MINUTES = 10;
/** In the quantity's unit: redox and acid waters may be below zero, all else no more than a solver's overshoot. */
const LEAST_OF: Readonly<Record<string, number>> = {
  ORP: Number.NEGATIVE_INFINITY,
  alkalinity: Number.NEGATIVE_INFINITY,
  // Taken up at rates that twenty-five times the load gives, until there is no more.
  S_O: -0.5,
  S_NO: -0.5,
  S_NO2: -0.5,
};
const LEAST = TAP_NAMES.map((name) =>
  name.endsWith('temperature') ? Number.NEGATIVE_INFINITY : (LEAST_OF[name.split('.')[1]] ?? -0.1),
);

describe('any valid configuration', () => {
  it('gives numbers for readings, whatever the sewer brings', () => {
    fc.assert(
      fc.property(asked, (run) => {
        const simulation = build(run);
        const { sensors } = simulation;
        const frame = createFrame(sensors.length);
        const minutes = 60 * run.hours.length;
        for (let minute = 0; minute < minutes; minute++) {
          if (minute === minutes >> 1) {
            for (const [name, value] of Object.entries(run.later)) simulation.setSetpoint(name, value as number);
          }
          for (let tick = 0; tick < TICKS_PER_MINUTE; tick++) {
            simulation.next(frame);
            for (let i = 0; i < sensors.length; i++) {
              const { id, range } = sensors[i];
              const value = frame.values[i];
              if (!(value >= range[0] && value <= range[1])) assert.fail(`${id}: ${value} at minute ${minute}`);
              if (frame.quality[i] === QUALITY.missing) assert.fail(`${id}: missing at minute ${minute}`);
            }
          }
          const wrong = fault(simulation, minute);
          if (wrong) assert.fail(`${wrong} at minute ${minute}`);
        }
      }),
      { numRuns: 50, seed: 20_260_413 },
    );
  });
});
