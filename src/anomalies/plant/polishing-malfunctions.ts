/** What fails at dosing, filters and disinfection. */

import type { Subtype } from '../subtype.ts';
import { elements, field, lose, stop, times } from './lever.ts';
import { hours, loss, malfunction } from './malfunction.ts';

const CELLS: readonly string[] = ['filter1', 'filter2', 'filter3', 'filter4'];
const clogging = elements(({ units }) => units.filters.clogging, CELLS.length);
const washing = field(({ units }) => units.filters, 'washHealth');
const capture = field(({ units }) => units.filters, 'captureHealth');
const ferric = field(({ units }) => units.dosing, 'ferricHealth');
const carbon = field(({ units }) => units.dosing, 'carbonHealth');
const chlorine = field(({ units }) => units.disinfection, 'dosingHealth');
const lamps = field(({ units }) => units.disinfection, 'lampHealth');

export const POLISHING_MALFUNCTIONS: readonly Subtype[] = [
  malfunction({
    name: 'ferric_failure',
    summary: {
      en: 'Less or no ferric chloride: phosphate is no longer precipitated',
      fr: 'Dosage réduit ou nul de chlorure ferrique : les phosphates ne précipitent plus',
    },
    places: ['ferric_pump'],
    magnitude: loss(5, 100, 100, [50, 100]),
    duration: hours(0.25, 240, 8, [4, 10]),
    shapes: ['step', 'ramp'],
    recoveryDays: 3,
    weight: 2,
    typicalReadings: 8_000,
    moves: ({ magnitude }) => [lose(ferric, magnitude)],
  }),
  malfunction({
    name: 'carbon_failure',
    summary: {
      en: 'Less or no external carbon: less nitrate is denitrified',
      fr: 'Dosage réduit ou nul de carbone externe : la dénitrification faiblit',
    },
    places: ['carbon_pump'],
    magnitude: loss(5, 100, 80, [40, 80]),
    duration: hours(0.25, 240, 6, [3, 6]),
    shapes: ['step', 'ramp'],
    recoveryDays: 8,
    weight: 1,
    typicalReadings: 55_000,
    moves: ({ magnitude }) => [lose(carbon, magnitude)],
  }),
  malfunction({
    name: 'filter_clogging',
    summary: {
      en: 'The sand of a filter clogs: its head loss is a multiple of what its solids explain',
      fr: 'Colmatage du sable d’un filtre : perte de charge multiple de la normale',
    },
    places: CELLS,
    magnitude: { unit: '1', min: 1.1, max: 10, default: 2.5, random: [1.8, 4], source: 'estimate' },
    duration: hours(0.5, 240, 12, [4, 24]),
    shapes: ['trapezoid', 'step', 'ramp', 'saturating'],
    recoveryDays: 4,
    weight: 2,
    typicalReadings: 30_000,
    moves: ({ place, magnitude }) => [times(clogging[CELLS.indexOf(place)], magnitude)],
  }),
  malfunction({
    name: 'backwash_failure',
    summary: {
      en: 'The wash pump of the filters stands: they fill, their head losses rise',
      fr: 'Pompe de lavage des filtres à l’arrêt : ils se chargent, les pertes de charge montent',
    },
    places: ['backwash_pump'],
    duration: hours(1, 240, 14, [8, 20]),
    shapes: ['step'],
    recoveryDays: 3,
    weight: 1,
    typicalReadings: 65_000,
    moves: () => [stop(washing)],
  }),
  malfunction({
    name: 'filter_breakthrough',
    summary: {
      en: 'Filters hold back less: lost sand, cracks, too much air in the wash',
      fr: 'Filtres percés : sable perdu, passages préférentiels',
    },
    places: ['filters'],
    magnitude: loss(5, 100, 50, [30, 80]),
    duration: hours(0.25, 240, 6, [2, 8]),
    shapes: ['step', 'trapezoid', 'ramp'],
    recoveryDays: 3,
    weight: 1,
    typicalReadings: 60_000,
    moves: ({ magnitude }) => [lose(capture, magnitude)],
  }),
  malfunction({
    name: 'chlorine_failure',
    summary: {
      en: 'Less or no hypochlorite: no residual, germs pass',
      fr: 'Dosage réduit ou nul d’hypochlorite : plus de résiduel, les germes passent',
    },
    places: ['chlorine_pump'],
    magnitude: loss(5, 100, 100, [40, 100]),
    duration: hours(0.25, 240, 6, [4, 24]),
    shapes: ['step', 'ramp'],
    recoveryDays: 1,
    weight: 3,
    typicalReadings: 20_000,
    moves: ({ magnitude }) => [lose(chlorine, magnitude)],
  }),
  malfunction({
    name: 'uv_lamp_failure',
    summary: {
      en: 'Ultraviolet lamps go out: less dose, more germs',
      fr: 'Extinction de lampes UV : dose réduite, davantage de germes',
    },
    places: ['uv_lamps'],
    magnitude: loss(5, 100, 50, [30, 80]),
    duration: hours(0.25, 240, 8, [4, 24]),
    shapes: ['step', 'ramp'],
    recoveryDays: 1,
    weight: 2,
    typicalReadings: 12_000,
    moves: ({ magnitude }) => [lose(lamps, magnitude)],
  }),
];
