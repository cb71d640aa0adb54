/**
 * A labelled data set: the table of readings and labels, beside it the events behind the labels and a card that says what
 * the data are. `run.parquet` comes with `run.events.json` and `run.card.md`; all three appear only when they are whole.
 */

import { basename, dirname, extname, join } from 'node:path';
import { type EventRecord, eventRecord } from '../anomalies/record.ts';
import { OutputFile } from '../io/files/output.ts';
import { checkTablePath } from '../io/files/writer.ts';
import { type CardFacts, dataCard } from './data-card.ts';
import { type ExportOptions, type ExportSummary, exportRun } from './export.ts';
import type { Simulation } from './simulation.ts';

export interface DataSetSummary extends ExportSummary {
  /** The files beside the table. */
  readonly eventsFile: string;
  readonly cardFile: string;
  readonly events: number;
}

/** The names of the files that go with a table. */
export function companionFiles(out: string): { events: string; card: string } {
  const stem = join(dirname(out), basename(out, extname(out)));
  return { events: `${stem}.events.json`, card: `${stem}.card.md` };
}

/**
 * Writes all three files.
 * @param facts what the card tells beside what the run itself shows
 * @throws ConfigError as `exportRun` does, for any of the three; none is left behind then
 */
export async function exportDataSet(
  simulation: Simulation,
  options: ExportOptions,
  facts: CardFacts,
): Promise<DataSetSummary> {
  const files = companionFiles(options.out);
  checkTablePath(options.out);
  const outputs: OutputFile[] = [];
  try {
    const events = open(outputs, files.events);
    const card = open(outputs, files.card);
    const summary = await exportRun(simulation, options);
    const records = startedRecords(simulation, summary.frames);
    events.write(Buffer.from(`${JSON.stringify(records, undefined, 1)}\n`));
    card.write(Buffer.from(dataCard({ simulation, summary, events: records, out: options.out, ...facts })));
    for (const output of outputs) output.commit();
    return { ...summary, eventsFile: files.events, cardFile: files.card, events: records.length };
  } catch (error) {
    for (const output of outputs) output.abort();
    throw error;
  }
}

function open(outputs: OutputFile[], path: string): OutputFile {
  const output = new OutputFile(path, 0);
  outputs.push(output);
  return output;
}

/** Events that lie at least in part within the table: those planned for later are not in it. */
function startedRecords({ anomalies }: Simulation, frames: number): EventRecord[] {
  if (frames === 0) return [];
  return anomalies
    .list()
    .filter(({ state, readings }) => state !== 'waiting' || readings > 0)
    .map(eventRecord);
}
