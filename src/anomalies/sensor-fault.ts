/**
 * The subtypes of `sensor_fault`. The states are those of Rosen et al. (2008), Water Sci. Technol. 57(3), 337–344, as far as
 * they are faults; their rates could not be had, so rates and mean durations are ours, in the proportions of the project's
 * defaults (`P`). Random events are shorter than a neglected fault would be: someone watches this plant.
 */

import { DropOuts } from './readings/drop-outs.ts';
import { type FalseReading, falseReading, lasting, shareOfSpan, taking } from './readings/false-reading.ts';
import { Gain } from './readings/gain.ts';
import { Hold } from './readings/hold.ts';
import { ExtraNoise } from './readings/noise.ts';
import { Offset } from './readings/offset.ts';
import { RangeEnd } from './readings/range-end.ts';
import { refuseContacts, refuseNoiseless } from './readings/refusals.ts';
import { Silence } from './readings/silence.ts';
import { Spikes } from './readings/spikes.ts';
import type { Subtype } from './subtype.ts';

const fault = (row: Omit<FalseReading, 'sensors' | 'shapes'>) =>
  falseReading('sensor_fault', { ...row, sensors: taking(1, 1), shapes: ['step'] });

/** Weights are rates, faults a sensor in a thousand days. */
export const SENSOR_FAULTS: readonly Subtype[] = [
  fault({
    name: 'stuck',
    summary: { en: 'Holds its last value, without noise', fr: 'Valeur figée, sans bruit' },
    refuses: refuseContacts(
      'be told from a true one when it holds its value; its faults are failure_low and failure_high',
    ),
    duration: lasting(12, [2, 24], 'P: mean 12 h'),
    labels: 'in_force',
    weight: 5.6,
    falsifies: (context) => new Hold(context),
  }),
  fault({
    name: 'failure_low',
    summary: {
      en: 'Fails to the lower end of its range; a contact: its wire is broken',
      fr: 'Défaut au bas de l’échelle ; contact : fil coupé',
    },
    duration: lasting(6, [2, 12], 'P: mean 6 h'),
    labels: 'marked',
    weight: 1.4,
    falsifies: (context) => new RangeEnd(context, 'low'),
  }),
  fault({
    name: 'failure_high',
    summary: {
      en: 'Fails to the upper end of its range; a contact: it is welded',
      fr: 'Défaut au haut de l’échelle ; contact : collé',
    },
    duration: lasting(6, [2, 12], 'P: mean 6 h'),
    labels: 'marked',
    weight: 1.4,
    falsifies: (context) => new RangeEnd(context, 'high'),
  }),
  fault({
    name: 'missing',
    summary: { en: 'Fails completely: no readings', fr: 'Panne complète : plus de mesure' },
    duration: lasting(6, [2, 12], 'P: mean 6 h'),
    labels: 'in_force',
    weight: 1.4,
    falsifies: (context) => new Silence(context),
  }),
  fault({
    name: 'spikes',
    summary: {
      en: 'Jumps now and then for a few seconds; a sampling instrument spoils one sample in five',
      fr: 'Pics isolés de quelques secondes ; analyseur : un échantillon faux sur cinq',
    },
    refuses: refuseContacts('spike'),
    magnitude: { unit: '%', min: 1, max: 100, default: 30, random: [15, 60], source: 'estimate; share of the span' },
    duration: lasting(6, [2, 12], 'estimate'),
    labels: 'marked',
    weight: 5.6,
    labelledShare: 0.03,
    falsifies: (context) => new Spikes(context),
  }),
  fault({
    name: 'gain',
    summary: { en: 'Shows too much or too little by a share of what is there', fr: 'Gain faux' },
    refuses: refuseContacts('have a gain'),
    magnitude: {
      unit: '%',
      min: -100,
      max: 900,
      default: 30,
      random: [10, 30],
      eitherSign: true,
      source: 'P: factors from 0.7 to 1.3; below 10 % an estimate of what nobody would notice',
    },
    duration: lasting(48, [6, 24], 'P: mean 48 h; random events shorter (estimate)'),
    labels: 'from_margin',
    weight: 5.6,
    labelledShare: 0.5,
    falsifies: (context) => new Gain(context),
  }),
  fault({
    name: 'shift',
    summary: { en: 'Off by the same amount all the time', fr: 'Décalage constant' },
    refuses: refuseContacts('shift'),
    magnitude: shareOfSpan(10, [5, 20], 'P: 5 to 20 % of the span'),
    duration: lasting(48, [6, 24], 'P: mean 48 h; random events shorter (estimate)'),
    labels: 'from_margin',
    weight: 8.3,
    falsifies: (context) => new Offset(context, context.magnitude / 100),
  }),
  fault({
    name: 'loss_of_accuracy',
    summary: { en: 'Scatters several times as much as it should', fr: 'Perte de précision : bruit multiplié' },
    refuses: refuseNoiseless,
    magnitude: { unit: '1', min: 1, max: 100, default: 4, random: [4, 8], source: 'P: noise × 4; more is an estimate' },
    duration: lasting(72, [6, 24], 'P: mean 72 h; random events shorter (estimate)'),
    labels: 'in_force',
    weight: 8.3,
    falsifies: (context) => new ExtraNoise(context),
  }),
  fault({
    name: 'intermittent',
    summary: { en: 'Drops out now and then for a minute or so', fr: 'Coupures intermittentes d’une minute environ' },
    magnitude: {
      unit: '%',
      min: 0.1,
      max: 95,
      default: 20,
      random: [5, 40],
      source: 'estimate; share of the time without readings',
    },
    duration: lasting(8, [2, 24], 'estimate'),
    labels: 'marked',
    weight: 5.6,
    labelledShare: 0.15,
    falsifies: (context) => new DropOuts(context),
  }),
];
