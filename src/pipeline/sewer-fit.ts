/** The sewer on files: `fit --record FILE --out sewer.yaml` and `plant run --model sewer --config sewer.yaml`. */

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse, stringify } from 'yaml';
import { ConfigError } from '../core/errors.ts';
import { DAY_MS } from '../core/time.ts';
import { OutputFile } from '../io/files/output.ts';
import { fitSewer, type SewerFit } from '../plant/sewer/fit.ts';
import {
  checkSewer,
  SEWER_PARAMETER_NAMES,
  SEWER_PARAMETERS,
  type SewerParameters,
} from '../plant/sewer/parameters.ts';
import { runSewer } from '../plant/sewer/run.ts';
import { type RecordFileColumns, readRecordFile } from './record-file.ts';

export interface SewerFitFiles extends RecordFileColumns {
  /** The record: time, flow, rain and, if it has one, air temperature. */
  readonly record: string;
  /** The YAML file to write. */
  readonly out: string;
  readonly seed?: number;
}

export interface SewerFitReport extends Omit<SewerFit, 'parameters'> {
  readonly record: string;
  readonly out: string;
  readonly parameters: SewerParameters;
}

/** Fits the sewer to a record and writes its parameters. Throws ConfigError for files that cannot be read or written. */
export function fitSewerFile({ record: path, out, seed, ...columns }: SewerFitFiles): SewerFitReport {
  const { record } = readRecordFile(path, columns, ['flow', 'rain']);
  const file = new OutputFile(out, 1);
  try {
    const fit = fitSewer(record, { seed });
    file.write(
      new TextEncoder().encode(
        sewerYaml(fit.parameters, `Fitted to ${JSON.stringify(basename(path))}: NSE ${fit.nse.toFixed(3)}.`),
      ),
    );
    file.commit();
    return { record: path, out, ...fit };
  } finally {
    file.abort();
  }
}

export interface SewerRunFiles extends Omit<RecordFileColumns, 'flow'> {
  /** The parameters, as `fit` wrote them. */
  readonly config: string;
  /** A record with time, rain and, if it has one, air temperature. */
  readonly influent: string;
  /** The CSV file to write: `time,flow`, one row per row of the record. */
  readonly out: string;
}

export interface SewerRunReport {
  readonly rows: number;
  readonly out: string;
  readonly meanFlow: number;
  readonly maxFlow: number;
}

/** Runs a fitted sewer on a record. Throws ConfigError for files that cannot be read or written. */
export function runSewerFile({ config, influent, out, ...columns }: SewerRunFiles): SewerRunReport {
  const parameters = readSewerYaml(config);
  const { record, timeKind } = readRecordFile(influent, columns, ['rain'], ['rain', 'temperature']);
  const flow = runSewer(parameters, record);
  const file = new OutputFile(out, 1);
  try {
    const show = timeKind === 'date' ? showInstant : (time: number) => String(time / DAY_MS);
    const rows = Array.from(flow, (value, i) => `${show(record.time[i])},${Number(value.toPrecision(10))}\n`);
    file.write(new TextEncoder().encode(`time,flow\n${rows.join('')}`));
    file.commit();
  } finally {
    file.abort();
  }
  const meanFlow = flow.reduce((sum, value) => sum + value, 0) / flow.length;
  return { rows: flow.length, out, meanFlow, maxFlow: flow.reduce((a, b) => Math.max(a, b), 0) };
}

/** Reads and checks the parameters of a sewer. Throws ConfigError. */
export function readSewerYaml(path: string): SewerParameters {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const got = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ConfigError({ where: path, got, expected: 'a file that can be read' }, { cause });
  }
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    const got = String((cause as Error).message).split('\n')[0];
    throw new ConfigError({ where: path, got, expected: 'YAML' }, { cause });
  }
  if (typeof document !== 'object' || document === null || !('sewer' in document)) {
    throw new ConfigError({ where: path, got: document, expected: 'a key sewer, as written by fit' });
  }
  return checkSewer(document.sewer, `${path}: sewer`);
}

/** The parameters with unit and meaning beside each; areas and flows are in the flow unit of the record. */
function sewerYaml(parameters: SewerParameters, title: string): string {
  const lines = SEWER_PARAMETER_NAMES.map((name) => {
    const { unit, what } = SEWER_PARAMETERS[name];
    const value = stringify(Number(parameters[name].toPrecision(8))).trim();
    return `  # ${what} [${unit}]\n  ${name}: ${value}\n`;
  });
  return `# ${title}\n# Flows and areas are in the unit of the record's flow; m3/h is meant where units stand.\nsewer:\n${lines.join('')}`;
}

/** `YYYY-MM-DD hh:mm:ss`, with milliseconds where there are any. */
function showInstant(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '').replace('.000', '');
}
