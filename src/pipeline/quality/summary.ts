/** The figures of many runs together, each with its interval, beside those of trivial detectors. */

import { ANOMALY_KINDS, type AnomalyKind } from '../../core/anomaly-kinds.ts';
import { DAY_MS } from '../../core/time.ts';
import {
  addConfusion,
  bootstrap,
  type Called,
  type Confusion,
  type ConfusionFigures,
  confusionFigures,
  createConfusion,
  type EventOutcome,
  type Interval,
  type KindTable,
  kindTable,
  macroF1,
  median,
  type RunTally,
  ScoreHistogram,
  wilson,
} from '../../detector/evaluation/index.ts';
import type { SeedResult } from './seed-run.ts';

/** A figure with its 95 % interval. */
export interface Figure extends Interval {
  readonly value: number;
}

/** Successes of trials. */
export interface Share extends Figure {
  readonly count: number;
  readonly of: number;
}

/** Figures that any detector has, trivial ones too. */
export interface DetectorRow extends ConfusionFigures {
  readonly name: string;
  /** Area under the precision–recall curve and under the ROC curve, of readings. */
  readonly prAuc: number;
  readonly rocAuc: number;
  /** Of frames, by their overall score. */
  readonly framePrAuc: number;
  readonly vusPr: number;
  /** Share of events found on a sensor of theirs, and of those in which there was any alarm. */
  readonly found: number;
  readonly noticed: number;
  /** Stretches of alarm a day on days without any event. */
  readonly falsePerDay: number;
}

export interface EventRow {
  readonly kind: AnomalyKind;
  /** Absent for a kind as a whole. */
  readonly subtype?: string;
  readonly recall: Share;
  readonly noticed: Share;
  /** Median seconds from the start of the cause, and from the first label, of the events found. */
  readonly delayS: number;
  readonly delayFromLabelS: number;
  /** Share of its labelled readings that were flagged. */
  readonly readings: number;
  /** Detections that an event is spread over, on average. */
  readonly detections: number;
  /** Share of the found events that were given the right kind. */
  readonly rightKind: number;
}

export interface QualitySummary {
  readonly seeds: readonly number[];
  readonly days: number;
  readonly sensors: number;
  readonly readings: number;
  /** Share of frames with any anomalous reading. */
  readonly framePrevalence: number;
  readonly accuracy: Figure;
  readonly skill: Figure;
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
  readonly mcc: Figure;
  readonly prAuc: Figure;
  /** Within how much of the unbinned area `prAuc` is. */
  readonly prAucError: number;
  readonly rocAuc: Figure;
  readonly framePrAuc: Figure;
  readonly vusPr: Figure;
  readonly falseAlarms: {
    /** Detections a plant-day on days without any event: the figure that the budget is about. */
    readonly cleanPerDay: Figure;
    /** On labelled days: of quiet time with no event near; and those near an event, though on none of its sensors. */
    readonly quietPerDay: Figure;
    readonly besidePerDay: Figure;
  };
  readonly kinds: readonly EventRow[];
  readonly subtypes: readonly EventRow[];
  /** Events that labelled no reading, and those still under way at the end of their run: neither is judged. */
  readonly invisibleEvents: number;
  readonly unfinishedEvents: number;
  readonly kindTable: KindTable;
  readonly macroF1: Figure;
  /** Of found events with one sensor as their cause. */
  readonly topOne: Share;
  readonly topThree: Share;
  readonly detectors: readonly DetectorRow[];
}

export function summarize(results: readonly SeedResult[]): QualitySummary {
  const runs = results.map(({ detector }) => detector);
  const events = results.map((result) => judgedEvents(result));
  const all = events.flat();
  const [first] = results;
  const over = (figure: (weights: Uint8Array) => number) => withInterval(results.length, figure);
  const confusions = runs.map(({ readings }) => readings.confusion);
  const ofConfusion = (name: keyof ConfusionFigures) =>
    over((weights) => confusionFigures(sum(confusions, weights))[name]);
  const histograms = runs.map(({ readings }) => readings.scores);
  const frameHistograms = runs.map(({ frames }) => frames.scores);
  const ofKind = (kind: AnomalyKind) => all.filter((event) => event.kind === kind);
  const single = all.filter((event) => event.causes === 1 && !Number.isNaN(event.foundAfterS));
  const area = merged(histograms).averagePrecision();
  return {
    seeds: results.map(({ seed }) => seed),
    days: first.detector.days,
    sensors: first.sensors,
    readings: total(sum(confusions)),
    framePrevalence: confusionFigures(sum(runs.map(({ frames }) => frames.confusion))).prevalence,
    accuracy: ofConfusion('accuracy'),
    skill: ofConfusion('skill'),
    precision: ofConfusion('precision'),
    recall: ofConfusion('recall'),
    f1: ofConfusion('f1'),
    mcc: ofConfusion('mcc'),
    prAuc: over((weights) => merged(histograms, weights).averagePrecision().value),
    prAucError: Math.max(area.most - area.value, area.value - area.least),
    rocAuc: over((weights) => merged(histograms, weights).rocArea().value),
    framePrAuc: over((weights) => merged(frameHistograms, weights).averagePrecision().value),
    vusPr: over((weights) =>
      weightedMean(
        runs.map(({ frames }) => frames.vusPr),
        weights,
      ),
    ),
    falseAlarms: {
      cleanPerDay: over(rate(results, ({ clean }) => [clean.detections.length, clean.days])),
      quietPerDay: over(rate(results, ({ detector }) => [matched(detector, 'false'), detector.quietDays])),
      besidePerDay: over(rate(results, ({ detector }) => [matched(detector, 'beside'), detector.days])),
    },
    kinds: ANOMALY_KINDS.flatMap((kind) => (ofKind(kind).length > 0 ? [eventRow(ofKind(kind))] : [])),
    subtypes: ANOMALY_KINDS.flatMap((kind) => {
      const names = [...new Set(ofKind(kind).map(({ subtype }) => subtype))].sort();
      return names.map((subtype) =>
        eventRow(
          ofKind(kind).filter((event) => event.subtype === subtype),
          subtype,
        ),
      );
    }),
    invisibleEvents: results.reduce((count, { detector }) => count + detector.events.filter(isInvisible).length, 0),
    unfinishedEvents: results.reduce((count, { detector, startTime }) => {
      return count + detector.events.filter((event) => isUnfinished(event, startTime, detector)).length;
    }, 0),
    kindTable: kindTable(all.map(called)),
    macroF1: over((weights) => macroF1(kindTable(events.flatMap((list, k) => repeat(list.map(called), weights[k]))))),
    topOne: share(single.filter(({ rank }) => rank === 1).length, single.length),
    topThree: share(single.filter(({ rank = 4 }) => rank <= 3).length, single.length),
    detectors: detectorRows(results),
  };
}

function detectorRows(results: readonly SeedResult[]): DetectorRow[] {
  const own = sum(results.map(({ detector }) => detector.readings.confusion));
  const anomalous = own.tp + own.fn;
  const normal = own.fp + own.tn;
  const constant = { prAuc: anomalous / (anomalous + normal), rocAuc: 0.5, framePrAuc: Number.NaN, vusPr: Number.NaN };
  return [
    row(
      'engine',
      results,
      ({ detector }) => detector,
      ({ clean }) => clean,
    ),
    {
      name: 'always normal',
      ...confusionFigures({ tp: 0, fp: 0, tn: normal, fn: anomalous }),
      ...constant,
      found: 0,
      noticed: 0,
      falsePerDay: 0,
    },
    {
      name: 'always alarm',
      ...confusionFigures({ tp: anomalous, fp: normal, tn: 0, fn: 0 }),
      ...constant,
      found: 1,
      noticed: 1,
      falsePerDay: Number.NaN,
    },
    row(
      'random at 2 %',
      results,
      ({ random }) => random,
      ({ random }) => random,
    ),
    row(
      'engine, days late',
      results,
      ({ shifted }) => shifted,
      ({ clean }) => clean,
    ),
    row(
      'forest on raw values',
      results,
      ({ forest }) => forest,
      ({ cleanForest }) => cleanForest,
    ),
  ];
}

function row(
  name: string,
  results: readonly SeedResult[],
  labelled: (result: SeedResult) => RunTally,
  clean: (result: SeedResult) => RunTally,
): DetectorRow {
  const tallies = results.map(labelled);
  const cleans = results.map(clean);
  const events = results.flatMap((result) => judgedEvents(result, labelled(result)));
  const readings = merged(tallies.map((tally) => tally.readings.scores));
  return {
    name,
    ...confusionFigures(sum(tallies.map((tally) => tally.readings.confusion))),
    prAuc: readings.averagePrecision().value,
    rocAuc: readings.rocArea().value,
    framePrAuc: merged(tallies.map(({ frames }) => frames.scores)).averagePrecision().value,
    vusPr: weightedMean(tallies.map(({ frames }) => frames.vusPr)),
    found: events.filter(({ foundAfterS }) => !Number.isNaN(foundAfterS)).length / events.length,
    noticed: events.filter(({ noticedAfterS }) => !Number.isNaN(noticedAfterS)).length / events.length,
    falsePerDay:
      cleans.reduce((count, { quietEpisodes }) => count + quietEpisodes, 0) /
      cleans.reduce((days, { quietDays }) => days + quietDays, 0),
  };
}

function eventRow(events: readonly EventOutcome[], subtype?: string): EventRow {
  const found = events.filter(({ foundAfterS }) => !Number.isNaN(foundAfterS));
  const noticed = events.filter(({ noticedAfterS }) => !Number.isNaN(noticedAfterS));
  const flagged = events.reduce((count, event) => count + event.flagged, 0);
  return {
    kind: events[0].kind,
    subtype,
    recall: share(found.length, events.length),
    noticed: share(noticed.length, events.length),
    delayS: median(found.map(({ foundAfterS }) => foundAfterS)),
    delayFromLabelS: median(found.map(({ foundAfterS, labelledAfterS }) => Math.max(0, foundAfterS - labelledAfterS))),
    readings: flagged / events.reduce((count, event) => count + event.readings, 0),
    detections: found.reduce((count, event) => count + event.detections, 0) / found.length,
    rightKind: found.filter((event) => event.called === event.kind).length / found.length,
  };
}

/** Events that a detector could have found, all of whose time was watched. */
function judgedEvents({ startTime, detector }: SeedResult, tally: RunTally = detector): EventOutcome[] {
  return tally.events.filter((event) => !isInvisible(event) && !isUnfinished(event, startTime, detector));
}

function isInvisible({ readings }: EventOutcome): boolean {
  return readings === 0;
}

function isUnfinished({ end }: EventOutcome, startTime: number, { days }: RunTally): boolean {
  return end > startTime + days * DAY_MS;
}

function called(event: EventOutcome): { readonly kind: AnomalyKind; readonly called: Called } {
  return { kind: event.kind, called: Number.isNaN(event.foundAfterS) ? 'missed' : (event.called ?? 'unknown') };
}

function matched({ detections }: RunTally, match: 'false' | 'beside'): number {
  return detections.filter((detection) => detection.match === match).length;
}

function rate(results: readonly SeedResult[], of: (result: SeedResult) => readonly [count: number, days: number]) {
  const parts = results.map(of);
  return (weights: Uint8Array) => {
    const count = parts.reduce((sum, [part], k) => sum + weights[k] * part, 0);
    return count / parts.reduce((sum, [, days], k) => sum + weights[k] * days, 0);
  };
}

function withInterval(runs: number, figure: (weights: Uint8Array) => number): Figure {
  return { value: figure(new Uint8Array(runs).fill(1)), ...bootstrap(runs, figure) };
}

function share(count: number, of: number): Share {
  return { value: count / of, count, of, ...wilson(count, of) };
}

function sum(confusions: readonly Confusion[], weights?: Uint8Array): Confusion {
  const into = createConfusion();
  for (const [k, confusion] of confusions.entries()) {
    for (let times = weights?.[k] ?? 1; times > 0; times--) addConfusion(into, confusion);
  }
  return into;
}

function total({ tp, fp, tn, fn }: Confusion): number {
  return tp + fp + tn + fn;
}

type Scores = Pick<ScoreHistogram, 'normal' | 'anomalous'>;

function merged(histograms: readonly Scores[], weights?: Uint8Array): ScoreHistogram {
  const into = new ScoreHistogram();
  for (const [k, histogram] of histograms.entries()) {
    const weight = weights?.[k] ?? 1;
    if (weight > 0) into.merge(histogram, weight);
  }
  return into;
}

function weightedMean(values: readonly number[], weights?: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (const [k, value] of values.entries()) {
    const weight = weights?.[k] ?? 1;
    if (weight === 0 || Number.isNaN(value)) continue;
    sum += weight * value;
    count += weight;
  }
  return sum / count;
}

function repeat<T>(list: readonly T[], times: number): T[] {
  return Array.from({ length: times }, () => list).flat();
}
