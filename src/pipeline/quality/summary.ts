/** The figures of many runs together, each with its interval, beside those of trivial detectors. */

import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import {
  type ConfusionFigures,
  confusionFigures,
  type KindTable,
  kindTable,
  macroF1,
  type RunTally,
} from '../../detector/evaluation/index.ts';
import { type DetectorRow, detectorRows } from './detector-rows.ts';
import { calledKind, type EventRow, eventRow, isFound, isInvisible, isUnfinished, judgedEvents } from './event-rows.ts';
import {
  type Figure,
  figureOfRuns,
  mergeScores,
  ratePerDay,
  type Scores,
  type Share,
  share,
  sumConfusions,
  weightedMean,
} from './figures.ts';
import type { SeedResult } from './seed-run.ts';

export interface QualitySummary {
  readonly seeds: readonly number[];
  /** Of each seed. */
  readonly days: number;
  readonly sensors: number;
  readonly readings: number;
  /** Share of readings, and of frames with any such reading, that are anomalous. */
  readonly prevalence: number;
  readonly framePrevalence: number;
  /** Of readings. */
  readonly accuracy: Figure;
  readonly skill: Figure;
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
  readonly mcc: Figure;
  readonly prAuc: Figure;
  /** Within how much of it the area of the unbinned scores is. */
  readonly prAucError: number;
  readonly rocAuc: Figure;
  /** Mean over channels. */
  readonly vusPr: Figure;
  readonly framePrAuc: Figure;
  readonly frameVusPr: Figure;
  readonly falseAlarms: {
    /** Detections a plant-day on days without any event: the figure that the budget is about. */
    readonly cleanPerDay: Figure;
    /** Stretches of alarm there, whether or not a detection came of them. */
    readonly cleanEpisodesPerDay: Figure;
    /** Share of that time in alarm: a single alarm may last for days. */
    readonly cleanTime: Figure;
    /** On labelled days: of quiet time with no event near; and those near an event, though on none of its sensors. */
    readonly quietPerDay: Figure;
    readonly besidePerDay: Figure;
  };
  readonly events: number;
  readonly kinds: readonly EventRow[];
  readonly subtypes: readonly EventRow[];
  /** Events that labelled no reading, and those still under way at the end of their run: neither is judged. */
  readonly invisibleEvents: number;
  readonly unfinishedEvents: number;
  readonly kindTable: KindTable;
  readonly macroF1: Figure;
  /** Of found events that one sensor is the cause of: where the detection names it. */
  readonly topOne: Share;
  readonly topThree: Share;
  readonly detectors: readonly DetectorRow[];
}

export function summarize(results: readonly SeedResult[]): QualitySummary {
  const runs = results.map(({ detector }) => detector);
  const frameConfusion = sumConfusions(runs.map(({ frames }) => frames.confusion));
  return {
    seeds: results.map(({ seed }) => seed),
    days: runs[0].days,
    sensors: results[0].sensors,
    framePrevalence: confusionFigures(frameConfusion).prevalence,
    ...readingFigures(runs),
    vusPr: figureOfRuns(runs.length, (weights) =>
      weightedMean(
        results.map(({ vusPr }) => vusPr.detector),
        weights,
      ),
    ),
    framePrAuc: averagePrecision(runs.map(({ frames }) => frames.scores)),
    frameVusPr: figureOfRuns(runs.length, (weights) =>
      weightedMean(
        runs.map(({ frames }) => frames.vusPr),
        weights,
      ),
    ),
    falseAlarms: {
      cleanPerDay: ratePerDay(results.map(({ clean }) => [clean.detections.length, clean.days])),
      cleanEpisodesPerDay: ratePerDay(results.map(({ clean }) => [clean.episodes, clean.days])),
      cleanTime: figureOfRuns(results.length, (weights) => {
        const { tp, fp, tn, fn } = sumConfusions(
          results.map(({ clean }) => clean.frames.confusion),
          weights,
        );
        return fp / (tp + fp + tn + fn);
      }),
      quietPerDay: ratePerDay(runs.map((run) => [matched(run, 'false'), run.quietDays])),
      besidePerDay: ratePerDay(runs.map((run) => [matched(run, 'beside'), run.days])),
    },
    ...eventFigures(results),
    detectors: detectorRows(results),
  };
}

function readingFigures(runs: readonly RunTally[]) {
  const confusions = runs.map(({ readings }) => readings.confusion);
  const histograms = runs.map(({ readings }) => readings.scores);
  const { tp, fp, tn, fn } = sumConfusions(confusions);
  const area = mergeScores(histograms).averagePrecision();
  const of = (name: keyof ConfusionFigures) =>
    figureOfRuns(runs.length, (weights) => confusionFigures(sumConfusions(confusions, weights))[name]);
  return {
    readings: tp + fp + tn + fn,
    prevalence: (tp + fn) / (tp + fp + tn + fn),
    accuracy: of('accuracy'),
    skill: of('skill'),
    precision: of('precision'),
    recall: of('recall'),
    f1: of('f1'),
    mcc: of('mcc'),
    prAuc: averagePrecision(histograms),
    prAucError: Math.max(area.most - area.value, area.value - area.least),
    rocAuc: figureOfRuns(runs.length, (weights) => mergeScores(histograms, weights).rocArea().value),
  };
}

function eventFigures(results: readonly SeedResult[]) {
  const judged = results.map((result) => judgedEvents(result, result.detector));
  const called = judged.map((events) => events.map(calledKind));
  const all = judged.flat();
  const single = all.filter((event) => event.causes === 1 && isFound(event));
  const withRank = (most: number) =>
    share(single.filter(({ rank }) => (rank ?? Infinity) <= most).length, single.length);
  const left = results.flatMap(({ detector: { events, days }, startTime }) => {
    return events.map((event) =>
      isUnfinished(event, startTime, days) ? 'unfinished' : isInvisible(event) ? 'invisible' : '',
    );
  });
  return {
    events: all.length,
    kinds: ANOMALY_KINDS.flatMap((kind) => {
      const events = all.filter((event) => event.kind === kind);
      return events.length > 0 ? [eventRow(events)] : [];
    }),
    subtypes: ANOMALY_KINDS.flatMap((kind) => {
      const groups = Map.groupBy(
        all.filter((event) => event.kind === kind),
        ({ subtype }) => subtype,
      );
      return [...groups].map(([subtype, events]) => eventRow(events, subtype));
    }),
    invisibleEvents: left.filter((why) => why === 'invisible').length,
    unfinishedEvents: left.filter((why) => why === 'unfinished').length,
    kindTable: kindTable(called.flat()),
    macroF1: figureOfRuns(results.length, (weights) => {
      return macroF1(kindTable(called.flatMap((list, k) => Array.from({ length: weights[k] }, () => list).flat())));
    }),
    topOne: withRank(1),
    topThree: withRank(3),
  };
}

function averagePrecision(histograms: readonly Scores[]): Figure {
  return figureOfRuns(histograms.length, (weights) => mergeScores(histograms, weights).averagePrecision().value);
}

function matched({ detections }: RunTally, match: 'false' | 'beside'): number {
  return detections.filter((detection) => detection.match === match).length;
}
