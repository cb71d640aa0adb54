/** The card of a data set: what is in it, in which units, what is labelled and how much of it, and how to make it again. */

import { basename } from 'node:path';
import type { EventRecord } from '../anomalies/record.ts';
import { ANOMALY_KINDS, ANOMALY_KINDS_FR } from '../core/anomaly-kinds.ts';
import { QUALITY_NAMES } from '../core/frame.ts';
import { TICK_MS, TICKS_PER_DAY } from '../core/time.ts';
import type { ExportSummary } from './export.ts';
import type { Simulation } from './simulation.ts';

export interface CardFacts {
  /** Version of the product that made the data. */
  readonly version: string;
  readonly seed: number;
  /** The share of readings that was asked to be anomalous. */
  readonly probability: number;
  /** The scenario that was played, if any. */
  readonly scenario?: string;
}

export interface CardSubject extends CardFacts {
  readonly simulation: Simulation;
  readonly summary: ExportSummary;
  readonly events: readonly EventRecord[];
  readonly out: string;
}

/** Markdown. */
export function dataCard(subject: CardSubject): string {
  return [head(subject), kindTable(subject), eventTable(subject.events), columnTable(subject), USE].join('\n');
}

function head({ simulation, summary, out, version, seed, probability, scenario }: CardSubject): string {
  const { startTime, sensors } = simulation;
  const end = new Date(startTime + summary.frames * TICK_MS).toISOString();
  const rows = [
    ['what it is', 'simulated readings of a municipal wastewater plant, with the truth about every anomaly in them'],
    ['made by', `traffeyere ${version}, the same seed and settings give the same bytes`],
    ['seed', `${seed}`],
    ['asked for', `anomaly_probability ${probability}${scenario === undefined ? '' : `, scenario ${scenario}`}`],
    [
      'time',
      `${new Date(startTime).toISOString()} to ${end} (UTC, the end not in it), one row every ${TICK_MS / 1000} s`,
    ],
    [
      'size',
      `${summary.frames} rows, ${days(summary.frames)} days, ${sensors.length} sensors, ${summary.readings} readings`,
    ],
    ['personal data', 'none: nothing in it was measured, unless the influent or the weather came from a file of yours'],
    ['licence', "yours: data that you make are not covered by the program's licence"],
  ];
  return `# Data card of ${basename(out)}\n\n| | |\n|---|---|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
}

function kindTable({ summary, events }: CardSubject): string {
  const rows = ANOMALY_KINDS.map((kind, i) => {
    const count = summary.labelled[i];
    const share = `${((100 * count) / summary.readings).toFixed(3)} %`;
    const number = events.filter((event) => event.kind === kind).length;
    return `| ${i + 1} | \`${kind}\` | ${ANOMALY_KINDS_FR[kind]} | ${number} | ${count} | ${share} |`;
  });
  const all = summary.labelled.reduce((sum, count) => sum + count, 0);
  const total = `| | all | | ${events.length} | ${all} | ${((100 * all) / summary.readings).toFixed(3)} % |`;
  return `## Anomalies\n\n| code | kind | in French | events | readings | share |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n${total}\n`;
}

function eventTable(events: readonly EventRecord[]): string {
  if (events.length === 0) return '## Events\n\nNone.\n';
  const rows = events.map(({ id, kind, subtype, start, end, recovered, cause, sensors, readings }) =>
    [id, kind, subtype, start, end, recovered ?? '', cause.names.join(' '), sensors.length, readings].join(' | '),
  );
  return (
    '## Events\n\nThe same in full, with every sensor touched and the technique of attacks, is in the file of events.\n\n' +
    '| id | kind | subtype | start | end of the cause | end of the effect | cause | sensors | readings |\n' +
    `|---|---|---|---|---|---|---|---|---|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`
  );
}

function columnTable({ simulation }: CardSubject): string {
  const rows = simulation.sensors.map(
    ({ id, type, stage, unit, range, location }) =>
      `| \`${id}\` | ${type} | ${stage} | ${unit} | ${range[0]} … ${range[1]} | ${location} |`,
  );
  return (
    '## Columns\n\n' +
    '`time`, `seq` (number of the frame), `anomaly` (whether any reading of the row is anomalous), then the sensors:\n\n' +
    `| column | type | stage | unit (UCUM) | range | place |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n\n` +
    'and for each of them `<sensor>__label` (code of the kind, 0 is normal), `<sensor>__event` (id of the event, 0 for none) ' +
    `and \`<sensor>__quality\` (${QUALITY_NAMES.map((name, code) => `${code} ${name}`).join(', ')}).\n`
  );
}

const USE = `## What labels mean, and what the data are for

A reading is labelled where it is not what a healthy instrument would have shown in the undisturbed plant: for disturbances of
the plant by comparison with the same plant without them, beyond three standard deviations of the instrument's noise or one
percent of its span; for faults and falsifications as long as they are in force. Labels are the truth of the simulation:
never feed \`__label\`, \`__event\` or \`anomaly\` to a detector. \`__quality\` is known to the instrument and may be used.

For building, testing and teaching monitoring and detection; not for the design of a plant, proof of compliance or claims
about a particular plant.
`;

function days(frames: number): number {
  return Math.round((1000 * frames) / TICKS_PER_DAY) / 1000;
}
