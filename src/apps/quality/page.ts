/** Detection quality as a page of the documentation. */

import { TOLERANCE_MS, VUS_WIDTH } from '../../detector/evaluation/index.ts';
import type { EventRow } from '../../pipeline/quality/event-rows.ts';
import type { Robustness } from '../../pipeline/quality/robustness/robustness.ts';
import type { QualitySummary } from '../../pipeline/quality/summary.ts';
import type { Machine } from '../bench/machine.ts';
import { checkCells } from '../verify/format.ts';
import { qualityChecks } from '../verify/quality-checks.ts';
import { type Cells, detectorCells, eventCells, figureCells, kindCells, percent, robustnessCells } from './cells.ts';
import { byWeakness } from './tables.ts';

export interface QualityDocument {
  /** What made it, as typed. */
  readonly command: string;
  readonly machine: Machine;
  readonly learnDays: number;
  readonly probability: number;
  /** Seconds that it took. */
  readonly seconds: number;
  readonly summary: QualitySummary;
  /** The same seeds and days, learned from more days. */
  readonly longer?: { readonly learnDays: number; readonly summary: QualitySummary };
  readonly robustness?: Robustness;
}

/** A subtype of which less than this share of events was found is a weak spot, as is one hardly flagged while it lasts. */
const WEAK_RECALL = 0.95;
const WEAK_READINGS = 0.5;

/** Markdown for docs/detection-quality.md. */
export function qualityPage(document: QualityDocument): string {
  const { command, machine, learnDays, probability, seconds, summary, longer, robustness } = document;
  const { seeds, days, sensors, readings, events, prevalence, framePrevalence } = summary;
  return `# Detection quality

What the engine finds on the simulated station, and what it does not, with 95 % intervals and beside detectors that cost
nothing. This page is made by \`scripts/docs-quality.ts\`; do not edit it.

\`\`\`sh
${command}
\`\`\`

Seeds ${list(seeds)}, ${days} days each; ${readings.toLocaleString('en')} readings of ${sensors} sensors, ${events} events;
${(seconds / 60).toFixed(1)} minutes on ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}. Seeds 1 to 50 were for
development, 101 to 110 judged an earlier detector; these were used for nothing before.

## How it is measured

- Each seed learns as an engine does at its start: ${learnDays} clean days of the same instruments in other weather, with other
  sewage and other noise, up to the day on which its own run begins. Seeds begin at different seasons. Limits come from
  those normal days alone, and from the instruments' measuring ranges: a deviation below 1 % of the range is no evidence,
  as it is no label.
- Then the run is watched with anomalies at ${probability} of the readings, and once more without any, for false alarms.
- A **reading** is anomalous when the simulator labels it. ${percent(prevalence)} of the readings are, but ${percent(framePrevalence)} of the frames have
  one at least: figures of whole frames say little, and are printed to show that.
- An **event** is found when one of its own labelled readings is flagged, or a channel that is its cause while it is in
  force; never by an alarm about something else. One hit is one hit: no point adjustment. Events that label nothing
  (${summary.invisibleEvents}) and those whose cause outlasts the run (${summary.unfinishedEvents}) are left out.
- A **false alarm** is anything on clean days. In labelled runs a detection is false when nothing is labelled or in force
  while it lasts, or ${TOLERANCE_MS / 60_000} minutes before and after.
- The **kind** of an event is that of the detection that holds most of its flagged readings; the **responsible sensor** is
  looked for in the same detection's order. Missed events count against the kind's recall.
- **Skill** is how far the accuracy is from always-normal (0) to perfect (1). **VUS-PR** is TSB-AD's, with buffers up to
  ${VUS_WIDTH} frames, the mean over channels. Areas are reckoned from histograms; binning moves PR-AUC by at most
  ${summary.prAucError.toExponential(0)}.
- Intervals: Wilson's for shares of events; for all else a bootstrap over the seeds.

## Goals

${table(checkCells(qualityChecks(summary)))}
## Figures

${table(figureCells(summary))}${longer === undefined ? '' : longerSection(document, longer)}
## Beside trivial detectors

*Random* flags 2 % of the readings. *Engine, days late* gives the engine's own verdicts two days later: as many alarms, as
long, on the same sensors, about something else; what it finds, the engine finds by being loud. *Forest on raw values* is
one isolation forest of 50 trees, its threshold from normal data at the same budget of false alarms; it judges frames.

${table(detectorCells(summary))}
## By kind

Median delays of the events found, from the start of the cause and from the first labelled reading.

${table(eventCells(summary.kinds))}
## By subtype

${table(eventCells(summary.subtypes.toSorted(byWeakness)))}
### Weak spots

${weakSpots(summary.subtypes)}
## What events are taken for

A row a true kind, a column what it was called.

${table(kindCells(summary))}${robustness === undefined ? '' : robustnessSection(robustness)}`;
}

function longerSection(
  { learnDays, summary }: QualityDocument,
  longer: { readonly learnDays: number; readonly summary: QualitySummary },
): string {
  const after = figureCells(longer.summary).rows;
  const cells = {
    head: ['figure', `${learnDays} days`, `${longer.learnDays} days`, '95 %'],
    rows: [
      ...figureCells(summary).rows.map(([name, value], k) => [name, value, after[k][1], after[k][2]]),
      ...summary.kinds.map(({ kind, recall }, k) => {
        const { recall: then } = longer.summary.kinds[k];
        const span = `${percent(then.low)} … ${percent(then.high)}`;
        return [`events found: ${kind}`, percent(recall.value), percent(then.value), span];
      }),
    ],
  };
  return `
## After longer learning

An engine learns ${learnDays} days at its start (\`engine.learn_days\`). The same seeds, judged by models of ${longer.learnDays} days:

${table(cells)}`;
}

function robustnessSection(robustness: Robustness): string {
  const { clean, unnoticedBias } = robustness;
  return `
## When somebody hides an event

${clean.of} real disturbances of the plant, of which ${clean.count} are found within two hours when nobody hides them. An attacker
holds some sensors, the most telling ones, and reports through them what hides it; the plant goes on as it does. The
figure that counts is the least over the attackers.

${table(robustnessCells(robustness))}
The greatest sudden bias of a single sensor that stays unnoticed for two hours is ${percent(unnoticedBias)} of its span (median).
`;
}

function weakSpots(subtypes: readonly EventRow[]): string {
  const weak = subtypes.filter(({ recall, readings }) => recall.value < WEAK_RECALL || readings < WEAK_READINGS);
  if (weak.length === 0) return 'None by these bounds.\n';
  const lines = weak.map(({ kind, subtype, recall, readings }) => {
    return `- **${subtype}** (${kind}): ${recall.count} of ${recall.of} found, ${percent(readings)} of its readings flagged`;
  });
  const bounds = `Subtypes of which less than ${percent(WEAK_RECALL)} of the events were found, or less than ${percent(WEAK_READINGS)} of the readings flagged:`;
  return `${bounds}\n\n${lines.join('\n')}\n`;
}

function list(seeds: readonly number[]): string {
  return seeds.length > 2 && seeds.at(-1) === seeds[0] + seeds.length - 1
    ? `${seeds[0]} to ${seeds.at(-1)}`
    : seeds.join(', ');
}

function table({ head, rows }: Cells): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
  return [line(head), `|${head.map(() => '---').join('|')}|\n`, ...rows.map(line)].join('');
}
