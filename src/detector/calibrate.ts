/** Calibration: the tails of what comes out when the normal data are replayed. */

import { AreaForests, fitAreaForests } from './area-forests.ts';
import { areasOf } from './areas.ts';
import { RECURRENT } from './block-maxima.ts';
import { deadBand } from './channels.ts';
import { combine, Judge } from './judge.ts';
import type { Model, Uncalibrated } from './model.ts';
import type { PeriodSeries } from './period-series.ts';
import { type Fitted, replay } from './replay.ts';
import type { LearnSettings } from './settings.ts';
import { evidenceOf, fitTail, TAIL_EVIDENCE, type Tail, withDeadBand } from './tail.ts';

/** Least thresholds: of jumps and means in units of the residual's spread, of noise and quiet. (estimate) */
const JUMP_FLOOR = 2;
const MEAN_FLOOR = 2;
const NOISE_FLOOR = 1.5;
/** Least threshold of second opinions, standardised units. (estimate) */
const SECOND_FLOOR = 0.01;
/** Tail of a statistic that says nothing: every switch of a contact is a jump. */
const NEVER: Tail = { u: 1e9, beta: 1e9, xi: 0.1 };
/** Least threshold of T² over the number of channels. (estimate) */
const GROUP_FLOOR = 1;

export type Calibrated = Pick<
  Model,
  'secondOpinions' | 'baselines' | 'tails' | 'channelTails' | 'changesTail' | 'whereaboutsTail' | 'areas' | 'overall'
>;

export function calibrate(
  series: PeriodSeries,
  content: Uncalibrated,
  fitted: Fitted,
  settings: LearnSettings,
): Calibrated {
  const { profiles, means } = content;
  const n = profiles.length;
  const { baselines, secondBaselines, secondMeans, statistics, changes, whereabouts, samples, size, maxima } = replay(
    series,
    content,
    fitted,
  );
  const evidenceOfRecurrent = Math.max(Math.log(series.rows / RECURRENT), TAIL_EVIDENCE + 1);
  const tails: Tail[] = [];
  const column = new Float64Array(samples);
  for (let s = 0; s < size / n; s++) {
    for (let i = 0; i < n; i++) {
      if (profiles[i].discrete && (s === 0 || s > means.length)) {
        tails.push(NEVER);
        continue;
      }
      for (let k = 0; k < samples; k++) column[k] = statistics[k * size + s * n + i];
      const recurrent = { value: maxima.recurrent(s * n + i), evidence: evidenceOfRecurrent };
      const tail = fitTail(column, floorOf(s, means), inflationOf(s, means, series.rows), recurrent);
      tails.push(withDeadBand(tail, deadBandOf(s, i, content)));
    }
  }
  const thresholds = profiles.map((_, i) => {
    for (let k = 0; k < samples; k++) column[k] = secondMeans[k * n + i];
    return fitTail(column, SECOND_FLOOR).u;
  });
  const secondOpinions = {
    relations: fitted.relations.second.map(({ relation }) => relation),
    baselines: secondBaselines,
    thresholds,
  };
  const slowest = content.lags.at(-1) ?? 1;
  const changesTail = fitTail(changes.slice(), GROUP_FLOOR, 1 + 3 * Math.sqrt((2 * slowest) / series.rows));
  const whereaboutsTail = fitTail(whereabouts.slice(), GROUP_FLOOR);
  const judge = new Judge(n, tails);
  const evidence = new Float64Array(samples * n);
  const which = new Uint8Array(n);
  for (let k = 0; k < samples; k++) {
    const row = evidence.subarray(k * n, (k + 1) * n);
    judge.judge(statistics.subarray(k * size, (k + 1) * size), row, which);
    for (let i = 0; i < n; i++) if (content.usable[i] === 0) row[i] = 0;
  }
  const usable = Uint8Array.from(content.usable);
  const areas = fitAreaForests(areasOf(content.channels, content.relations, usable), evidence, n, settings);
  const forests = new AreaForests(areas);
  const overall = new Float64Array(samples);
  for (let k = 0; k < samples; k++) {
    const row = evidence.subarray(k * n, (k + 1) * n);
    forests.step(row);
    overall[k] = combine(
      row,
      evidenceOf(changes[k], changesTail),
      evidenceOf(whereabouts[k], whereaboutsTail),
      forests.evidence,
    );
  }
  // The rarest of many statistics is less rare than it says, on some channels far less: calibrated again, one by one.
  const channelTails = profiles.map((_, i) => {
    for (let k = 0; k < samples; k++) column[k] = evidence[k * n + i];
    return fitTail(column, TAIL_EVIDENCE);
  });
  return {
    secondOpinions,
    baselines,
    tails,
    channelTails,
    changesTail,
    whereaboutsTail,
    areas,
    overall: fitTail(overall, 1),
  };
}

/** The dead band of a statistic of a channel, in its units; 0 where there is none. */
function deadBandOf(
  statistic: number,
  i: number,
  { channels, profiles, spreads, jumpSpreads, means }: Uncalibrated,
): number {
  const band = deadBand(channels[i]) / (profiles[i].scale * spreads[i]);
  if (statistic === 0) return band / jumpSpreads[i];
  return statistic <= means.length ? band : 0;
}

/** Means over n periods of independent values spread by 1/√n; more slowly varying ones by more, never by less. */
function floorOf(statistic: number, means: readonly number[]): number {
  if (statistic === 0) return JUMP_FLOOR;
  if (statistic <= means.length) return MEAN_FLOOR / Math.sqrt(2 * means[statistic - 1]);
  return NOISE_FLOOR;
}

/** A mean over a large part of the data has shown few independent values: its tail is widened. (estimate) */
function inflationOf(statistic: number, means: readonly number[], rows: number): number {
  const periods = statistic > 0 && statistic <= means.length ? means[statistic - 1] : 1;
  return 1 + 4 * Math.sqrt((2 * periods) / rows);
}
