/** What fails before and in the primary clarifier. */

import type { Subtype } from '../subtype.ts';
import { element, elements, field, lose, stop } from './lever.ts';
import { failing, hours, loss, malfunction } from './malfunction.ts';

const SCREENS: readonly string[] = ['screen1', 'screen2'];
const sludgePumps = elements(({ units }) => units.primary.pumps.available, 2);
const sludgeFlow = field(({ units }) => units.primary, 'pumpHealth');
const lift = field(({ units }) => units.pretreatment, 'pumpHealth');
const grit = field(({ units }) => units.pretreatment, 'gritBlower');
const settling = field(({ units }) => units.primary, 'settlingHealth');

export const INLET_MALFUNCTIONS: readonly Subtype[] = [
  malfunction({
    name: 'screen_blockage',
    summary: {
      en: 'The rake of a screen stands: it blinds, its head loss rises',
      fr: 'Râteau d’un dégrilleur à l’arrêt : la grille se colmate, la perte de charge monte',
    },
    places: SCREENS,
    duration: hours(0.5, 48, 4, [2, 8]),
    shapes: ['step'],
    recoveryDays: 1,
    weight: 2,
    typicalReadings: 3_000,
    moves: ({ place }) => [stop(element(({ units }) => units.pretreatment.screens.rakeHealth, SCREENS.indexOf(place)))],
  }),
  malfunction({
    name: 'lift_pump_clogging',
    summary: {
      en: 'Rags clog the lift pumps: more of them run, the well rises and may spill',
      fr: 'Pompes de relevage encrassées : davantage tournent, la bâche monte et peut déverser',
    },
    places: ['inlet_pumps'],
    magnitude: loss(5, 100, 55, [45, 60]),
    duration: hours(0.25, 48, 6, [2, 8]),
    shapes: ['step', 'ramp'],
    recoveryDays: 2,
    weight: 2,
    typicalReadings: 10_000,
    moves: ({ magnitude }) => [lose(lift, magnitude)],
  }),
  malfunction({
    name: 'grit_blower_failure',
    summary: {
      en: 'The blower of the grit chamber stands: half the grit goes on',
      fr: 'Soufflante du dessableur à l’arrêt : la moitié des sables passe',
    },
    places: ['grit_blower'],
    duration: hours(0.25, 240, 12, [4, 24]),
    shapes: ['step'],
    recoveryDays: 1,
    weight: 1,
    typicalReadings: 9_000,
    moves: () => [stop(grit)],
  }),
  malfunction({
    name: 'primary_pump_failure',
    summary: {
      en: 'Less or no primary sludge is drawn: its blanket rises, the digester gets less',
      fr: 'Extraction réduite ou nulle des boues primaires : le voile monte, le digesteur reçoit moins',
    },
    places: ['primary_sludge_pumps'],
    magnitude: loss(5, 100, 100, [40, 75]),
    duration: hours(0.25, 72, 4, [2, 4]),
    shapes: ['step', 'ramp'],
    recoveryDays: 8,
    weight: 1,
    typicalReadings: 45_000,
    moves: ({ magnitude }) => failing(sludgePumps, sludgeFlow, magnitude),
  }),
  malfunction({
    name: 'primary_short_circuit',
    summary: {
      en: 'Primary settling fails in part: a broken scraper, a short circuit',
      fr: 'Décantation primaire dégradée : racleur rompu, court-circuit hydraulique',
    },
    places: ['primary_clarifier'],
    magnitude: loss(5, 100, 50, [30, 50]),
    duration: hours(0.5, 240, 4, [2, 5]),
    shapes: ['step', 'trapezoid', 'ramp'],
    recoveryDays: 7,
    weight: 1,
    typicalReadings: 60_000,
    moves: ({ magnitude }) => [lose(settling, magnitude)],
  }),
];
