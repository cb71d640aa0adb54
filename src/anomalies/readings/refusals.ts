/** Why an effect makes no sense for an instrument. */

import type { Sensor } from '../../sensors/index.ts';

type Refusal = (sensor: Sensor) => string | undefined;

/** Refuses contacts: `refuseContacts('drift')`. */
export function refuseContacts(verb: string): Refusal {
  return ({ class: name }) =>
    name === 'instant' ? `an instrument that measures: a contact is open or closed and cannot ${verb}` : undefined;
}

/** Instruments without noise have none that could grow. */
export const refuseNoiseless: Refusal = (sensor) =>
  sensor.noise > 0 ? undefined : 'an instrument with noise: this one has none that could grow';

/** Types of the catalogue of which no part that measures stands in the water. */
const OUT_OF_THE_WATER: ReadonlySet<string> = new Set([
  'status_pompes',
  'consommation_energie',
  'debit',
  'pression',
  'niveau',
  'h2s',
  'methane',
]);

/** Only what stands in the water, and is not rinsed for each sample, gathers a film. A user's types are taken to. */
export const refuseUnfouled: Refusal = ({ type, class: name }) => {
  const isProbe = !OUT_OF_THE_WATER.has(type) && name !== 'D' && name !== 'instant';
  return isProbe ? undefined : 'a probe in the water: this instrument gathers no film';
};

/** Units on scales that do not begin at nothing: half of such a value means nothing. */
const OFFSET_SCALES: ReadonlySet<string> = new Set(['Cel', '[pH]', 'mV']);

/** Refuses what takes no part in a balance. */
export const refuseUnbalanced: Refusal = (sensor) => {
  const isQuantity = sensor.class !== 'instant' && !OFFSET_SCALES.has(sensor.unit);
  return isQuantity ? undefined : 'a flow or a concentration: this takes no part in a balance';
};
