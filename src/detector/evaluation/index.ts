/** Evaluation: what a detector says beside the truth. Nothing that detects may import it. */

export { ChannelSeries } from './channel-series.ts';
export { addConfusion, type Confusion, type ConfusionFigures, confusionFigures, createConfusion } from './confusion.ts';
export { DetectionLog, type LoggedDetection, type Match, TOLERANCE_MS } from './detection-log.ts';
export type { EventOutcome } from './event-ledger.ts';
export { bootstrap, type Interval, median, quantile, wilson } from './intervals.ts';
export { CALLED, type Called, type KindTable, kindTable, macroF1 } from './kind-table.ts';
export { OnlineEvaluation } from './online.ts';
export { type Area, ScoreHistogram } from './score-histogram.ts';
export { type RunTally, Tally, VUS_WIDTH } from './tally.ts';
export type { FrameLabels, TruthEvent } from './truth.ts';
export type { DetectionNews, Verdict } from './verdict.ts';
export { vusPr } from './vus-pr.ts';
