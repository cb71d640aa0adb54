/** Sensors that belong together: what one cause or one attacker reaches at once. */

import { type Sensor, STAGE_NAMES } from '../../sensors/index.ts';

type Families = (sensors: readonly Sensor[]) => readonly (readonly string[])[];

/** Instruments of a stage report through the same cabinet. */
export const byStage: Families = (sensors) =>
  grouped(STAGE_NAMES.map((stage) => sensors.filter((sensor) => sensor.stage === stage)));

/**
 * Types whose probes share a principle, and thus what disturbs them: electrodes for nitrogen (interfering ions, the standard
 * they are calibrated with), oxygen (biofilm, cleaning air), light paths (film, wipers), potentials (reference electrode).
 */
const PRINCIPLES: readonly (readonly string[])[] = [
  ['ammoniac', 'nitrates'],
  ['o2_dissous'],
  ['mes', 'turbidite'],
  ['ph', 'redox'],
];

/** Probes of one principle in one stage. */
export const byPrinciple: Families = (sensors) =>
  grouped(
    PRINCIPLES.flatMap((types) =>
      STAGE_NAMES.map((stage) => sensors.filter((sensor) => sensor.stage === stage && types.includes(sensor.type))),
    ),
  );

/** Taps between whose sensors a balance must hold. */
const BALANCES: readonly (readonly string[])[] = [
  // All water: what comes in goes on, back or out.
  [
    'influent.Q',
    'screened.Q',
    'primary_sludge.Q',
    'recirculation.flow',
    'clarifier_effluent.Q',
    'return_sludge.Q',
    'waste_sludge.Q',
    'backwash.flow',
    'disinfected.Q',
    'outlet.Q',
  ],
  // Nitrogen that leaves: ammonium, nitrate and nitrite make up the total with a little organic nitrogen.
  ['reactor5.S_NH', 'reactor5.S_NO', 'reactor5.S_NO2', 'clarifier_effluent.S_NO', 'outlet.S_NH', 'outlet.TN'],
  // Solids and the organic matter in them.
  ['outlet.TSS', 'outlet.turbidity', 'outlet.COD', 'outlet.BOD5', 'filtered.TSS', 'filtered.turbidity'],
];

/** Sensors between which a balance holds. */
export const byBalance: Families = (sensors) =>
  grouped(BALANCES.map((taps) => sensors.filter(({ tap }) => taps.includes(tap))));

/** Their ids; one sensor alone is no family. */
function grouped(families: readonly (readonly Sensor[])[]): string[][] {
  return families.filter(({ length }) => length > 1).map((family) => family.map(({ id }) => id));
}
