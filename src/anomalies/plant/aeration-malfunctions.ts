/** What fails at the reactors: blowers and mixers. */

import type { Subtype } from '../subtype.ts';
import { element, elements, lose, stop } from './lever.ts';
import { hours, loss, malfunction } from './malfunction.ts';

const BLOWERS: readonly string[] = ['blower1', 'blower2', 'blower3'];
const MIXERS: readonly string[] = ['mixer1', 'mixer2'];

const available = elements(({ aeration }) => aeration.blowers.available, BLOWERS.length);
const health = elements(({ aeration }) => aeration.blowerHealth, BLOWERS.length);

export const AERATION_MALFUNCTIONS: readonly Subtype[] = [
  malfunction({
    name: 'blower_loss',
    summary: {
      en: 'Blowers trip, the named one and those after it: with one lost the standby takes over, with two the peaks lack air, with three there is none',
      fr: 'Arrêt de surpresseurs, celui nommé et les suivants : un, le secours prend le relais ; deux, l’air manque aux pointes ; trois, plus d’air',
    },
    places: BLOWERS,
    magnitude: { unit: '1', min: 1, max: 3, default: 2, random: [2, 2], source: 'estimate; rounded' },
    duration: hours(0.25, 72, 4, [1, 5]),
    shapes: ['step'],
    recoveryDays: 4,
    weight: 3,
    typicalReadings: 75_000,
    moves: ({ place, magnitude }) => {
      const first = BLOWERS.indexOf(place);
      const lost = Math.round(magnitude);
      return available.filter((_, i) => (i - first + BLOWERS.length) % BLOWERS.length < lost).map(stop);
    },
  }),
  malfunction({
    name: 'blower_derating',
    summary: {
      en: 'All blowers give less air: a clogged intake filter, hot air',
      fr: 'Débit réduit de tous les surpresseurs : filtre d’aspiration colmaté, air chaud',
    },
    places: ['blowers'],
    magnitude: loss(5, 95, 50, [35, 55]),
    duration: hours(0.5, 240, 6, [3, 8]),
    shapes: ['step', 'ramp', 'trapezoid'],
    recoveryDays: 1,
    weight: 2,
    typicalReadings: 20_000,
    moves: ({ magnitude }) => health.map((lever) => lose(lever, magnitude)),
  }),
  malfunction({
    name: 'mixer_failure',
    summary: {
      en: 'The mixer of an anoxic reactor stands: two thirds of its sludge sink to the floor and take no part',
      fr: 'Arrêt de l’agitateur d’un bassin d’anoxie : deux tiers de ses boues décantent et n’agissent plus',
    },
    places: MIXERS,
    duration: hours(0.5, 240, 8, [3, 12]),
    shapes: ['step'],
    recoveryDays: 5,
    weight: 1,
    typicalReadings: 80_000,
    moves: ({ place }) => [stop(element(({ aeration }) => aeration.mixers, MIXERS.indexOf(place)))],
  }),
];
