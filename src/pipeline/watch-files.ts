/** `train` and `score`: a user's own file in, a model or a score for each row out. */

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import {
  DETECTOR_DEFAULTS,
  type DetectorSettings,
  type LearnSettings,
  loadModel,
  type Model,
  saveModel,
} from '../detector/index.ts';
import { OutputFile } from '../io/files/output.ts';
import { TextFile } from '../io/files/text-file.ts';
import { readMeasurements } from '../io/tables/read.ts';
import type { LeftOut, TableRequest } from '../io/tables/request.ts';
import type { DataTable } from '../io/tables/table.ts';
import { type Certificates, certifyTable } from './watch-certificate.ts';
import { type AlarmEvent, alarmEvents } from './watch-events.ts';
import { writeResults } from './watch-result-file.ts';
import { learnTable, type RowRange, rowsBetween, scoreTable } from './watch-table.ts';

export type WatchPhase = 'read' | 'learn' | 'score' | 'certify';

export interface WatchFilesOptions {
  /** Called now and then with the share of a phase that is done, 0 … 1; with 0 when it begins. */
  readonly onProgress?: (phase: WatchPhase, share: number) => void;
  readonly signal?: AbortSignal;
}

export interface TrainFiles extends Omit<TableRequest, 'channels'> {
  /** CSV or Parquet with normal operation. */
  readonly data: string;
  /** The model to write. */
  readonly out: string;
  /** Learn from this time on, and until before that, written as in the file. */
  readonly from?: string;
  readonly until?: string;
  readonly learn?: Partial<LearnSettings>;
}

export interface ScoreFiles extends Omit<TableRequest, 'channels'> {
  readonly data: string;
  /** The CSV file to write. */
  readonly out: string;
  /** What is normal: a stored model, the first rows in order of time, or the rows before a time. Exactly one of them. */
  readonly model?: string;
  readonly learnRows?: number;
  readonly learnUntil?: string;
  readonly learn?: Partial<LearnSettings>;
  readonly detect?: Partial<DetectorSettings>;
  /** Certify each row for readings that are off by up to so many standard deviations; not with a stored model. */
  readonly certify?: number;
}

/** What a user should know of how a file was read. */
export interface DataSummary {
  readonly data: string;
  readonly rows: number;
  readonly time: string | null;
  readonly channels: readonly string[];
  /** Cells without a reading. */
  readonly missing: number;
  /** Channels with one value only. */
  readonly constant: readonly string[];
  readonly excluded: readonly LeftOut[];
  readonly notes: readonly string[];
}

/** Rows that a model was learned from; times as in the file. */
export interface LearnedRange {
  readonly rows: number;
  readonly from: string;
  readonly until: string;
}

export interface TrainReport extends DataSummary {
  readonly out: string;
  readonly learned: LearnedRange;
  readonly model_hash: string;
}

export interface ScoreReport extends DataSummary {
  readonly out: string;
  /** The model's file; null where it was learned from the data. */
  readonly model: string | null;
  readonly model_hash: string;
  readonly learned: LearnedRange;
  /** Rows of alarm. */
  readonly alarms: number;
  readonly events: readonly AlarmEvent[];
  /** Present where rows were certified. */
  readonly certificate?: CertificateSummary;
}

export interface CertificateSummary {
  /** Half width of the box, in standard deviations of each channel. */
  readonly epsilon: number;
  /** Score of the forest from which a row counts as anomalous. */
  readonly threshold: number;
  /** Rows whose score is above the threshold; and those where it is so for all readings within ε. */
  readonly anomalous: number;
  readonly certified: number;
}

/**
 * Learns from a file and writes the model.
 * @throws ConfigError for files that cannot be read, learned from or written; nothing is written then
 */
export async function trainFile(files: TrainFiles, options: WatchFilesOptions = {}): Promise<TrainReport> {
  const { data, out, from, until, learn = {} } = files;
  const output = new OutputFile(out, 1);
  try {
    const table = await read(data, files, options);
    const range = rowsBetween(table, { from, until }, { from: '--from', until: '--until' });
    const model = await learnPhase(table, range, learn, options);
    output.write(new TextEncoder().encode(saveModel(model)));
    output.commit();
    return { ...summary(data, table), out, learned: learnedRange(table, range), model_hash: model.hash };
  } finally {
    output.abort();
  }
}

/**
 * Scores a file row by row and writes the scores.
 * @throws ConfigError for files that cannot be read, scored or written; nothing is written then
 */
export async function scoreFile(files: ScoreFiles, options: WatchFilesOptions = {}): Promise<ScoreReport> {
  const { data, out, model: modelPath, learn = {}, detect = {} } = files;
  if (extname(out).toLowerCase() !== '.csv') {
    throw new ConfigError({
      where: out,
      got: extname(out) || 'no extension',
      expected: 'a file name that ends in .csv',
    });
  }
  const stored = modelPath === undefined ? undefined : readModel(modelPath);
  const output = new TextFile(out, 1);
  try {
    const table = await read(data, { ...files, channels: stored?.channels.map(({ id }) => id) }, options);
    const range = stored === undefined ? learnedRows(table, files) : undefined;
    const model = stored ?? (await learnPhase(table, range as RowRange, learn, options));
    options.onProgress?.('score', 0);
    const results = await scoreTable(table, model, detect, {
      signal: options.signal,
      onProgress: (done, total) => options.onProgress?.('score', done / total),
    });
    const certificates = await certifyPhase(table, range, files, options);
    writeResults(output, table, results, certificates);
    output.close();
    return {
      ...summary(data, table),
      out,
      model: modelPath ?? null,
      model_hash: model.hash,
      learned: range === undefined ? storedRange(model) : learnedRange(table, range),
      alarms: results.alarm.reduce((sum, alarm) => sum + alarm, 0),
      events: alarmEvents(table, results),
      ...(certificates === undefined ? {} : { certificate: certificateSummary(certificates, files) }),
    };
  } finally {
    output.abort();
  }
}

function read(data: string, request: TableRequest, { onProgress }: WatchFilesOptions): Promise<DataTable> {
  onProgress?.('read', 0);
  return readMeasurements(data, request, (share) => onProgress?.('read', share));
}

function learnPhase(
  table: DataTable,
  range: RowRange,
  settings: Partial<LearnSettings>,
  { onProgress, signal }: WatchFilesOptions,
): Promise<Model> {
  onProgress?.('learn', 0);
  return learnTable(table, range, settings, {
    signal,
    onProgress: (done, total) => onProgress?.('learn', done / total),
  });
}

async function certifyPhase(
  table: DataTable,
  range: RowRange | undefined,
  { certify, learn = {} }: ScoreFiles,
  { onProgress, signal }: WatchFilesOptions,
): Promise<Certificates | undefined> {
  if (certify === undefined || range === undefined) return undefined;
  onProgress?.('certify', 0);
  return certifyTable(table, range, learn, certify, {
    signal,
    onProgress: (done, total) => onProgress?.('certify', done / total),
  });
}

function certificateSummary({ score, lowest }: Certificates, { certify = 0, detect }: ScoreFiles): CertificateSummary {
  const threshold = detect?.anomaly_threshold ?? DETECTOR_DEFAULTS.anomaly_threshold;
  const above = (values: Float64Array) => values.reduce((count, value) => count + (value > threshold ? 1 : 0), 0);
  return { epsilon: certify, threshold, anomalous: above(score), certified: above(lowest) };
}

/** The rows that the user says are normal. */
function learnedRows(table: DataTable, { learnRows, learnUntil }: ScoreFiles): RowRange {
  if (learnRows === undefined) {
    const names = { from: '--learn-until', until: '--learn-until' };
    return rowsBetween(table, { until: learnUntil }, names);
  }
  if (learnRows <= table.rows) return { from: 0, until: learnRows };
  throw new ConfigError({
    where: '--learn-rows',
    got: learnRows,
    expected: `at most the ${table.rows} rows of the file`,
  });
}

function readModel(path: string): Model {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const got = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ConfigError({ where: path, got, expected: 'a file that can be read' }, { cause });
  }
  try {
    return loadModel(text);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    throw new ConfigError(
      cause.faults.map((fault) => ({ ...fault, where: `${path}: ${fault.where}` })),
      { cause },
    );
  }
}

function summary(data: string, table: DataTable): DataSummary {
  return {
    data,
    rows: table.rows,
    time: table.time.name ?? null,
    channels: table.channels,
    missing: table.missing,
    constant: table.constant,
    excluded: table.leftOut,
    notes: table.notes,
  };
}

function learnedRange(table: DataTable, { from, until }: RowRange): LearnedRange {
  const text = (index: number) => table.time.text(table.rowAt(index));
  return { rows: until - from, from: text(from), until: text(until - 1) };
}

function storedRange({ learned }: Model): LearnedRange {
  const text = (time: number) => new Date(time).toISOString();
  return { rows: learned.rows, from: text(learned.from), until: text(learned.to) };
}
