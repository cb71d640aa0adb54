/** What goes wrong between the control room and the plant: valves that stick, set-points that are mistyped. */

import { SETPOINT_NAMES } from '../../plant/station/setpoints.ts';
import type { Subtype } from '../subtype.ts';
import { field, type Lever, lose, setpoint, times } from './lever.ts';
import { hours, loss, malfunction } from './malfunction.ts';

/** What flows through each valve. Pumps run against them: their contacts say nothing of it. */
const VALVES: Readonly<Record<string, Lever>> = {
  primary_sludge_valve: field(({ units }) => units.primary, 'pumpHealth'),
  return_sludge_valve: field(({ pumping }) => pumping, 'returnHealth'),
  waste_sludge_valve: field(({ pumping }) => pumping, 'wasteHealth'),
  liquor_valve: field(({ units }) => units.liquor, 'pumpHealth'),
};

export const CONTROL_MALFUNCTIONS: readonly Subtype[] = [
  malfunction({
    name: 'stuck_valve',
    summary: {
      en: 'A valve sticks half shut or shut while its pump runs on',
      fr: 'Vanne bloquée, fermée ou presque, alors que sa pompe tourne',
    },
    places: Object.keys(VALVES),
    magnitude: loss(10, 100, 70, [50, 80]),
    duration: hours(0.25, 240, 3, [2, 3]),
    shapes: ['step'],
    recoveryDays: 8,
    weight: 2,
    typicalReadings: 45_000,
    moves: ({ place, magnitude }) => [lose(VALVES[place], magnitude)],
  }),
  malfunction({
    name: 'controller_setpoint_error',
    summary: {
      en: 'A set-point is a multiple or a fraction of the right one',
      fr: 'Consigne erronée : multiple ou fraction de la bonne',
    },
    acts: 'setpoint',
    places: SETPOINT_NAMES,
    magnitude: {
      unit: '%',
      min: 0,
      max: 400,
      default: 40,
      random: [30, 65],
      source: 'estimate; of the right value, 110 % of it for oxygen in a published set of BSM2 faults (S)',
    },
    duration: hours(0.25, 240, 4, [2, 6]),
    shapes: ['step', 'ramp', 'trapezoid'],
    recoveryDays: 7,
    weight: 4,
    typicalReadings: 35_000,
    moves: ({ place, magnitude }) => [times(setpoint(place), magnitude / 100)],
  }),
];
