/** The subtypes of `sensor_drift`: readings that go astray over days. */

import { DAY_MS } from '../core/time.ts';
import { type FalseReading, falseReading, lasting, shareOfSpan, taking } from './readings/false-reading.ts';
import { byPrinciple } from './readings/families.ts';
import { Offset } from './readings/offset.ts';
import { refuseContacts, refuseUnfouled } from './readings/refusals.ts';
import type { Subtype } from './subtype.ts';

const drift = (row: Omit<FalseReading, 'labels'>) => falseReading('sensor_drift', { ...row, labels: 'from_margin' });

const DAY_S = DAY_MS / 1000;
const DAY_H = 24;
/** How much the probes of a family differ in what befalls them all (estimate). */
const SPREAD = 0.3;

export const SENSOR_DRIFTS: readonly Subtype[] = [
  drift({
    name: 'linear',
    summary: { en: 'Drifts by so much a day until it is calibrated', fr: 'Dérive régulière jusqu’à l’étalonnage' },
    refuses: refuseContacts('drift'),
    sensors: taking(1, 1),
    magnitude: {
      unit: '%/d',
      min: -50,
      max: 50,
      default: 2,
      random: [0.5, 3],
      eitherSign: true,
      source: 'P: 0.5 to 3 % of the span a day',
    },
    duration: lasting(168, [2 * DAY_H, 5 * DAY_H], 'P: mean 168 h; random events shorter (estimate)'),
    shapes: ['ramp'],
    weight: 16.7,
    labelledShare: 0.75,
    falsifies: (context) => new Offset(context, ((context.magnitude / 100) * context.envelope.durationS) / DAY_S),
  }),
  drift({
    name: 'fouling',
    summary: {
      en: 'A film grows on the probe, ever more slowly, until it is cleaned',
      fr: 'Encrassement de la sonde, de plus en plus lent, jusqu’au nettoyage',
    },
    refuses: refuseUnfouled,
    sensors: taking(1, 1),
    magnitude: shareOfSpan(
      8,
      [4, 12],
      'S: biofilm on oxygen probes, 1 mg/L or 10 % of the span, up or down by kind of probe (Samuelsson et al. 2018, Water Sci. Technol. 78(5) 1034); others estimate',
    ),
    duration: lasting(72, [DAY_H, 4 * DAY_H], 'estimate: weekly cleaning or more often'),
    shapes: ['saturating'],
    weight: 8,
    falsifies: (context) => new Offset(context, context.magnitude / 100),
  }),
  drift({
    name: 'common_cause',
    summary: {
      en: 'Probes of one kind drift together: interfering ions, a bad standard, cleaning air that fails',
      fr: 'Dérive commune des sondes d’un même type : ions gênants, mauvais étalon, panne d’air de nettoyage',
    },
    refuses: refuseContacts('drift'),
    families: byPrinciple,
    sensors: taking(2, 7, 2),
    magnitude: shareOfSpan(
      6,
      [3, 10],
      'S: oxygen probes 10 % of the span (Samuelsson et al. 2018); ammonium electrodes 40 % of the reading below 1 mg/L (Cecconi 2019); in between estimate',
    ),
    duration: lasting(48, [DAY_H, 3 * DAY_H], 'estimate'),
    shapes: ['ramp', 'saturating'],
    weight: 3,
    labelledShare: 0.8,
    falsifies: (context) => new Offset(context, context.magnitude / 100, SPREAD),
  }),
];
