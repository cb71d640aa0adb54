/** What fails where sludge is thickened, digested and dewatered. */

import type { Subtype } from '../subtype.ts';
import { field, lose, stop } from './lever.ts';
import { hours, loss, malfunction } from './malfunction.ts';

const thickening = field(({ units }) => units.thickener, 'captureHealth');
const activity = field(({ units }) => units.digester, 'activity');
const heating = field(({ units }) => units.digester, 'heatingHealth');
const leak = field(({ units }) => units.digester, 'gasLeak');
const centrifuge = field(({ units }) => units.dewatering, 'available');

export const SLUDGE_LINE_MALFUNCTIONS: readonly Subtype[] = [
  malfunction({
    name: 'thickener_upset',
    summary: {
      en: 'Sludge gasses or lacks polymer: the thickener captures less, solids return with the liquor',
      fr: 'Dégazage ou manque de polymère : l’épaississeur retient moins, des matières reviennent en tête',
    },
    places: ['thickener'],
    magnitude: loss(5, 95, 50, [30, 55]),
    duration: hours(1, 240, 6, [3, 8]),
    shapes: ['step', 'trapezoid', 'ramp'],
    recoveryDays: 6,
    weight: 1,
    typicalReadings: 50_000,
    moves: ({ magnitude }) => [lose(thickening, magnitude)],
  }),
  malfunction({
    name: 'digester_upset',
    summary: {
      en: 'The methanogens are poisoned: less gas, acids rise, pH falls',
      fr: 'Méthanogènes inhibés : moins de gaz, les acides montent, le pH baisse',
    },
    places: ['digester'],
    magnitude: loss(5, 95, 40, [30, 45]),
    duration: hours(1, 480, 6, [4, 8]),
    shapes: ['step', 'trapezoid'],
    recoveryDays: 4,
    weight: 2,
    typicalReadings: 30_000,
    moves: ({ magnitude }) => [lose(activity, magnitude)],
  }),
  malfunction({
    name: 'digester_heating_failure',
    summary: {
      en: 'The digester is heated less or not at all: it cools, gas falls',
      fr: 'Chauffage réduit ou nul du digesteur : il refroidit, le gaz baisse',
    },
    places: ['digester_heater'],
    magnitude: loss(20, 100, 100, [80, 100]),
    duration: hours(1, 480, 24, [18, 36]),
    shapes: ['step'],
    recoveryDays: 4,
    weight: 1,
    typicalReadings: 40_000,
    moves: ({ magnitude }) => [lose(heating, magnitude)],
  }),
  malfunction({
    name: 'gas_leak',
    summary: { en: 'Biogas escapes before the meter', fr: 'Fuite de biogaz avant le compteur' },
    places: ['gas_line'],
    magnitude: loss(2, 100, 30, [15, 60]),
    duration: hours(0.25, 240, 12, [6, 24]),
    shapes: ['step', 'ramp'],
    recoveryDays: 1,
    weight: 1,
    typicalReadings: 10_000,
    moves: ({ magnitude }) => [
      { lever: leak, to: (value, intensity) => 1 - (1 - value) * (1 - (magnitude / 100) * intensity) },
    ],
  }),
  malfunction({
    name: 'centrifuge_failure',
    summary: {
      en: 'The centrifuge stands: sludge is hauled away wet, no liquor comes back',
      fr: 'Centrifugeuse à l’arrêt : boues évacuées liquides, plus de centrats en tête',
    },
    places: ['centrifuge'],
    duration: hours(0.5, 240, 4, [2, 4]),
    shapes: ['step'],
    recoveryDays: 6,
    weight: 0.5,
    typicalReadings: 90_000,
    moves: () => [stop(centrifuge)],
  }),
];
