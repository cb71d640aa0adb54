/** What fails between reactors and settler: internal recycle, return and waste sludge, and settling itself. */

import type { Station } from '../../plant/station/station.ts';
import type { Subtype } from '../subtype.ts';
import { elements, field, lose, stop } from './lever.ts';
import { failing, hours, loss, malfunction } from './malfunction.ts';

const recirculation = elements(({ pumping }) => pumping.recirculation.available, 2);
const returnPumps = elements(({ pumping }) => pumping.returns.available, 2);
const returnFlow = field(({ pumping }) => pumping, 'returnHealth');
const wasteFlow = field(({ pumping }) => pumping, 'wasteHealth');
const settler = ({ units }: Station) => units.sludge.settler.parameters;
const velocity = field(settler, 'v0');
const hindrance = field(settler, 'r_h');

export const SLUDGE_LOOP_MALFUNCTIONS: readonly Subtype[] = [
  malfunction({
    name: 'recirculation_failure',
    summary: {
      en: 'Pumps of the internal recycle stand: with one lost the other gives what it can, with both nitrate no longer reaches the anoxic reactors',
      fr: 'Arrêt de pompes de recirculation interne : une, l’autre donne ce qu’elle peut ; deux, les nitrates n’atteignent plus l’anoxie',
    },
    places: ['recirculation_pumps'],
    magnitude: { unit: '1', min: 1, max: 2, default: 2, random: [2, 2], source: 'estimate; rounded' },
    duration: hours(0.25, 240, 3, [1, 4]),
    shapes: ['step'],
    recoveryDays: 4,
    weight: 1,
    typicalReadings: 100_000,
    moves: ({ magnitude }) => recirculation.slice(0, Math.round(magnitude)).map(stop),
  }),
  malfunction({
    name: 'return_sludge_failure',
    summary: {
      en: 'Less or no return sludge: sludge moves from the reactors into the settler',
      fr: 'Recirculation des boues réduite ou nulle : les boues passent des bassins au clarificateur',
    },
    places: ['return_sludge_pumps'],
    magnitude: loss(5, 100, 100, [40, 70]),
    duration: hours(0.25, 72, 2, [1, 2.5]),
    shapes: ['step', 'ramp'],
    recoveryDays: 6,
    weight: 2,
    typicalReadings: 35_000,
    moves: ({ magnitude }) => failing(returnPumps, returnFlow, magnitude),
  }),
  malfunction({
    name: 'waste_sludge_failure',
    summary: {
      en: 'Less or no waste sludge is drawn: it accumulates in the reactors, the thickener runs empty',
      fr: 'Extraction réduite ou nulle des boues en excès : elles s’accumulent, l’épaississeur se vide',
    },
    places: ['waste_sludge_pump'],
    magnitude: loss(5, 100, 60, [40, 70]),
    duration: hours(0.25, 480, 3, [2, 4]),
    shapes: ['step', 'ramp'],
    recoveryDays: 8,
    weight: 0.5,
    typicalReadings: 25_000,
    moves: ({ magnitude }) => [lose(wasteFlow, magnitude)],
  }),
  malfunction({
    name: 'bulking',
    summary: {
      en: 'Filamentous sludge settles slowly and is more hindered: the blanket rises, solids go over',
      fr: 'Foisonnement filamenteux : les boues décantent mal, le voile monte, des matières partent',
    },
    places: ['clarifier'],
    magnitude: loss(
      5,
      80,
      30,
      [10, 20],
      'settling velocity × 0.7, 0.5, 0.3 with hindrance × 1.5, 2, 3 in scenarios for BSM2 (S)',
    ),
    duration: hours(6, 20 * 24, 36, [12, 24], '10 to 20 days in scenarios for BSM2 (S), shorter at random'),
    shapes: ['trapezoid', 'triangle', 'saturating', 'ramp', 'step'],
    recoveryDays: 9,
    weight: 0.5,
    typicalReadings: 120_000,
    moves: ({ magnitude }) => {
      const lost = magnitude / 100;
      return [
        lose(velocity, magnitude),
        { lever: hindrance, to: (value, intensity) => value / (1 - lost * intensity) },
      ];
    },
  }),
];
