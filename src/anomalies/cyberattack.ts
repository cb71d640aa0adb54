/**
 * The subtypes of `cyberattack`. An attacker changes what is reported, or what is commanded and what is reported of it; the
 * plant itself follows its physics, so that balances and slower answers give the attack away. Magnitudes, durations and
 * weights are estimates; the forms of injection (surge, ramp, geometric) are those of Cárdenas et al. (2011, ASIACCS).
 */

import { leverPart, type Move, setpoint, stop, times } from './plant/lever.ts';
import { AlarmBand } from './readings/alarm-band.ts';
import { BalancedScale } from './readings/balanced-scale.ts';
import { COMMANDED, telltaleColumns } from './readings/command-view.ts';
import { type FalseReading, falseReading, lasting, shareOfSpan, taking, takingAll } from './readings/false-reading.ts';
import { byBalance, byStage } from './readings/families.ts';
import { Hold } from './readings/hold.ts';
import { Offset } from './readings/offset.ts';
import { refuseContacts, refuseUnbalanced } from './readings/refusals.ts';
import { Replay } from './readings/replay.ts';
import { Silence } from './readings/silence.ts';
import { UndisturbedView } from './readings/undisturbed-view.ts';
import type { EffectContext, Subtype } from './subtype.ts';
import { TECHNIQUES } from './techniques.ts';

/**
 * An attack on a set-point: its move, covered by the view of a plant that nothing disturbs. Typical readings are means over
 * all places at a random event's median duration and magnitude, measured; waste sludge takes longest to recover, 4.7 days.
 */
interface FalseCommand
  extends Omit<Subtype, 'kind' | 'acts' | 'labels' | 'create' | 'families' | 'refuses' | 'sensors'> {
  readonly move: (context: EffectContext) => Move;
}

const falseReport = (row: FalseReading) => falseReading('cyberattack', row);

function falseCommand({ move, ...row }: FalseCommand): Subtype {
  return {
    kind: 'cyberattack',
    acts: 'setpoint',
    labels: 'from_margin',
    ...row,
    create: (context) => ({
      plant: leverPart([move(context)]),
      readings: new UndisturbedView(telltaleColumns(context.place, context.catalogue)),
    }),
  };
}

export const CYBERATTACKS: readonly Subtype[] = [
  falseReport({
    name: 'bias',
    summary: { en: 'An amount is added to what sensors report', fr: 'Décalage injecté dans les mesures' },
    refuses: refuseContacts('be biased'),
    sensors: taking(1, 3),
    magnitude: shareOfSpan(10, [5, 20], 'estimate'),
    duration: lasting(2, [0.5, 8], 'estimate'),
    shapes: ['step', 'trapezoid', 'triangle'],
    labels: 'from_margin',
    technique: TECHNIQUES.spoofReporting,
    weight: 3,
    falsifies: (context) => new Offset(context, context.magnitude / 100),
  }),
  falseReport({
    name: 'ramp',
    summary: { en: 'An amount that grows steadily is added', fr: 'Décalage croissant injecté dans les mesures' },
    refuses: refuseContacts('be biased'),
    sensors: taking(1, 3),
    magnitude: shareOfSpan(15, [8, 25], 'estimate'),
    duration: lasting(4, [1, 8], 'estimate'),
    shapes: ['ramp', 'triangle'],
    labels: 'from_margin',
    technique: TECHNIQUES.spoofReporting,
    weight: 3,
    labelledShare: 0.9,
    falsifies: (context) => new Offset(context, context.magnitude / 100),
  }),
  falseReport({
    name: 'stealthy',
    summary: {
      en: 'An amount is added that starts below the noise and grows a hundredfold, ever faster',
      fr: 'Décalage furtif : sous le bruit au début, puis de plus en plus vite',
    },
    refuses: refuseContacts('be biased'),
    sensors: taking(1, 4),
    magnitude: shareOfSpan(8, [4, 15], 'estimate'),
    duration: lasting(6, [2, 8], 'estimate'),
    shapes: ['geometric'],
    labels: 'from_margin',
    technique: TECHNIQUES.spoofReporting,
    weight: 3,
    labelledShare: 0.35,
    falsifies: (context) => new Offset(context, context.magnitude / 100),
  }),
  falseReport({
    name: 'replay',
    summary: {
      en: 'Readings of the day before, or of the hours before, are played again',
      fr: 'Rejeu des mesures de la veille, ou des heures précédentes',
    },
    families: byStage,
    sensors: taking(4, 12),
    duration: lasting(4, [0.5, 8], 'estimate'),
    shapes: ['step'],
    labels: 'in_force',
    technique: TECHNIQUES.manipulationOfView,
    weight: 3,
    historyHours: 1,
    falsifies: (context) => new Replay(context),
  }),
  falseReport({
    name: 'hold_last',
    summary: {
      en: 'Reports are held back: the view freezes at what came last',
      fr: 'Mesures retenues : la vue se fige sur les dernières reçues',
    },
    families: byStage,
    sensors: taking(4, 12),
    duration: lasting(1, [0.5, 4], 'estimate'),
    shapes: ['step'],
    labels: 'in_force',
    technique: TECHNIQUES.blockReporting,
    weight: 2,
    falsifies: (context) => new Hold(context),
  }),
  falseReport({
    name: 'denial_of_view',
    summary: { en: 'A whole stage reports nothing', fr: 'Perte de vue : tout un étage ne transmet plus' },
    families: byStage,
    sensors: takingAll(1),
    duration: lasting(1, [0.5, 2], 'estimate'),
    shapes: ['step'],
    labels: 'in_force',
    technique: TECHNIQUES.denialOfView,
    weight: 1,
    falsifies: (context) => new Silence(context),
  }),
  falseReport({
    name: 'mass_balance',
    summary: {
      en: 'All sensors of a balance are scaled alike, so that it still closes',
      fr: 'Falsification coordonnée : tous les termes d’un bilan sont multipliés de même, le bilan reste juste',
    },
    refuses: refuseUnbalanced,
    families: byBalance,
    sensors: takingAll(2),
    magnitude: { unit: '1', min: 0, max: 10, default: 0.8, random: [0.6, 0.85], source: 'estimate; factor' },
    duration: lasting(4, [1, 8], 'estimate'),
    shapes: ['step', 'trapezoid', 'ramp'],
    labels: 'from_margin',
    technique: TECHNIQUES.manipulationOfView,
    weight: 2,
    labelledShare: 0.7,
    falsifies: (context) => new BalancedScale(context),
  }),
  falseReport({
    name: 'alarm_band',
    summary: {
      en: 'Readings that would ring an alarm are held just inside the band of the hour before',
      fr: 'Mesures retenues juste sous les seuils d’alarme, dans la bande de l’heure précédente',
    },
    refuses: refuseContacts('come close to a limit'),
    sensors: taking(2, 6),
    magnitude: {
      unit: '%',
      min: 0,
      max: 50,
      default: 0.3,
      random: [0.1, 0.5],
      source: 'estimate; how far the band reaches beyond what was usual, share of the span',
    },
    duration: lasting(6, [2, 8], 'estimate'),
    shapes: ['step'],
    labels: 'marked',
    technique: TECHNIQUES.alarmSuppression,
    weight: 2,
    labelledShare: 0.2,
    historyHours: 1,
    falsifies: (context) => new AlarmBand(context),
  }),
  falseCommand({
    name: 'setpoint_manipulation',
    summary: {
      en: 'A set-point is changed, and the sensors that would tell show a plant as usual',
      fr: 'Consigne modifiée, les mesures révélatrices montrent une station normale',
    },
    places: COMMANDED,
    magnitude: { unit: '%', min: -100, max: 300, default: -60, random: [-90, -40], source: 'estimate; change' },
    duration: lasting(4, [1, 8], 'estimate'),
    shapes: ['step', 'trapezoid', 'ramp'],
    technique: TECHNIQUES.modifyParameter,
    recoveryDays: 7,
    typicalReadings: 10_500,
    weight: 2,
    move: ({ place, magnitude }) => times(setpoint(place), 1 + magnitude / 100),
  }),
  falseCommand({
    name: 'unauthorized_command',
    summary: {
      en: 'Pumps, dosing or lamps are commanded off, and the sensors that would tell show them at work',
      fr: 'Arrêt commandé de pompes, de dosages ou de lampes, les mesures révélatrices les montrent en marche',
    },
    places: ['return_sludge', 'waste_sludge', 'ferric_dose', 'carbon_dose', 'chlorine_dose', 'uv_dose'],
    duration: lasting(2, [0.5, 6], 'estimate'),
    shapes: ['step'],
    technique: TECHNIQUES.unauthorizedCommand,
    recoveryDays: 7,
    typicalReadings: 8_500,
    weight: 2,
    move: ({ place }) => stop(setpoint(place)),
  }),
];
