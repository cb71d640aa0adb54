/** What is reckoned of one detector on one data set: ranking, alarms, segments, attribution; and means of such. */

import { addConfusion, confusionFigures, createConfusion } from '../../src/detector/evaluation/confusion.ts';
import type { Anomaly, DataSet } from './data-set.ts';
import { rankingFigures } from './ranking.ts';

/** All 0 … 1; NaN where there is nothing to reckon from. */
export interface Figures {
  readonly averagePrecision: number;
  readonly rocAuc: number;
  readonly bestF1: number;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** Share of normal rows with an alarm. */
  readonly falseAlarms: number;
  /** Share of anomalies with an alarm in at least one of their rows. */
  readonly found: number;
  /** Share of anomalies of which the first channel named, or one of three, is at fault. */
  readonly top1: number;
  readonly top3: number;
}

/** What a detector says of all rows of a data set. */
export interface Verdicts {
  readonly score: Float64Array;
  readonly alarm: Uint8Array;
  /** The channels most responsible within some rows, the first the most; absent where a detector names none. */
  readonly blame?: (anomaly: Anomaly) => readonly number[];
}

export function figuresOf({ score, alarm, blame }: Verdicts, data: DataSet): Figures {
  const { learnRows, rows, anomalies } = data;
  const labels = data.labels.subarray(learnRows);
  const confusion = createConfusion();
  for (let row = learnRows; row < rows; row++) {
    const [said, is] = [alarm[row], data.labels[row]];
    addConfusion(confusion, { tp: said & is, fp: said & ~is, tn: (1 - said) & (1 - is), fn: (1 - said) & is });
  }
  const { f1, precision, recall } = confusionFigures(confusion);
  const known = anomalies.filter(({ channels }) => channels.length > 0);
  const named = (count: number) =>
    blame === undefined
      ? Number.NaN
      : shareOf(known, (anomaly) => {
          const first = blame(anomaly).slice(0, count);
          return first.some((channel) => anomaly.channels.includes(channel));
        });
  return {
    ...rankingFigures(score.subarray(learnRows), labels),
    f1,
    precision,
    recall,
    falseAlarms: confusion.fp / (confusion.fp + confusion.tn),
    found: shareOf(anomalies, ({ from, until }) => alarm.subarray(from, until).includes(1)),
    top1: named(1),
    top3: named(3),
  };
}

/** The mean of each figure over those that have it. */
export function meanFigures(list: readonly Figures[]): Figures {
  const means = Object.keys(list[0]).map((name) => {
    const values = list.map((figures) => figures[name as keyof Figures]).filter((value) => !Number.isNaN(value));
    return [name, values.reduce((sum, value) => sum + value, 0) / values.length];
  });
  return Object.fromEntries(means);
}

function shareOf<T>(list: readonly T[], holds: (item: T) => boolean): number {
  return list.filter(holds).length / list.length;
}
