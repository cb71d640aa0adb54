/** The engine's figures beside those that cost nothing: without these a figure says nothing. */

import { type ConfusionFigures, confusionFigures, type RunTally } from '../../detector/evaluation/index.ts';
import { isFound, isNoticed, judgedEvents } from './event-rows.ts';
import { mergeScores, sumConfusions, weightedMean } from './figures.ts';
import type { SeedResult } from './seed-run.ts';

export interface DetectorRow extends ConfusionFigures {
  readonly name: string;
  /** Area under the precision–recall curve and under the ROC curve, of readings. */
  readonly prAuc: number;
  readonly rocAuc: number;
  /** Of frames, by their overall score. */
  readonly framePrAuc: number;
  /** Of readings, channel by channel, and of frames; NaN where it was not reckoned. */
  readonly vusPr: number;
  readonly frameVusPr: number;
  /** Share of events found on a sensor of theirs, and of those in which there was any alarm. */
  readonly found: number;
  readonly noticed: number;
  /** Stretches of alarm a day in which nothing is wrong, on days without any event where there are such. */
  readonly falsePerDay: number;
}

export function detectorRows(results: readonly SeedResult[]): DetectorRow[] {
  const { tp, fp, tn, fn } = sumConfusions(results.map(({ detector }) => detector.readings.confusion));
  const [anomalous, normal] = [tp + fn, fp + tn];
  const constant = {
    prAuc: anomalous / (anomalous + normal),
    rocAuc: 0.5,
    framePrAuc: Number.NaN,
    vusPr: Number.NaN,
    frameVusPr: Number.NaN,
  };
  const alwaysNormal = confusionFigures({ tp: 0, fp: 0, tn: normal, fn: anomalous });
  const alwaysAlarm = confusionFigures({ tp: anomalous, fp: normal, tn: 0, fn: 0 });
  return [
    row('engine', results, (run) => ({ labelled: run.detector, clean: run.clean, vusPr: run.vusPr.detector })),
    { name: 'always normal', ...alwaysNormal, ...constant, found: 0, noticed: 0, falsePerDay: 0 },
    { name: 'always alarm', ...alwaysAlarm, ...constant, found: 1, noticed: 1, falsePerDay: Number.NaN },
    row('random', results, ({ random }) => ({ labelled: random, clean: random })),
    row('engine, days late', results, ({ shifted, clean }) => ({ labelled: shifted, clean })),
    row('forest on raw values', results, (run) => ({
      labelled: run.forest,
      clean: run.cleanForest,
      vusPr: run.vusPr.forest,
    })),
  ];
}

interface Runs {
  readonly labelled: RunTally;
  readonly clean: RunTally;
  readonly vusPr?: number;
}

function row(name: string, results: readonly SeedResult[], runsOf: (result: SeedResult) => Runs): DetectorRow {
  const runs = results.map(runsOf);
  const events = results.flatMap((result) => judgedEvents(result, runsOf(result).labelled));
  const readings = mergeScores(runs.map(({ labelled }) => labelled.readings.scores));
  const frames = mergeScores(runs.map(({ labelled }) => labelled.frames.scores));
  const falseEpisodes = runs.reduce((count, { clean }) => count + clean.quietEpisodes, 0);
  return {
    name,
    ...confusionFigures(sumConfusions(runs.map(({ labelled }) => labelled.readings.confusion))),
    prAuc: readings.averagePrecision().value,
    rocAuc: readings.rocArea().value,
    framePrAuc: frames.averagePrecision().value,
    vusPr: weightedMean(runs.map(({ vusPr = Number.NaN }) => vusPr)),
    frameVusPr: weightedMean(runs.map(({ labelled }) => labelled.frames.vusPr)),
    found: events.filter(isFound).length / events.length,
    noticed: events.filter(isNoticed).length / events.length,
    falsePerDay: falseEpisodes / runs.reduce((days, { clean }) => days + clean.quietDays, 0),
  };
}
