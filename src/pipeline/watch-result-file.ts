/** The result of scoring a file: a row for each of its rows, in its order. */

import { quoted } from '../io/files/csv.ts';
import type { TextFile } from '../io/files/text-file.ts';
import type { DataTable } from '../io/tables/table.ts';
import type { Certificates } from './watch-certificate.ts';
import { NAMED_CHANNELS, type RowResults } from './watch-results.ts';

const LINE_END = 10;
const COMMA = 44;

/** @param isCertified whether the columns of the certificate follow */
export function resultColumns(isCertified: boolean): string[] {
  const named = Array.from({ length: NAMED_CHANNELS }, (_, i) => [`channel_${i + 1}`, `attribution_${i + 1}`]);
  const certificate = isCertified ? ['forest_score', 'forest_score_lowest'] : [];
  return ['time', 'score', 'alarm', 'kind', ...named.flat(), ...certificate];
}

/** Writes all rows; the file has still to be closed. */
export function writeResults(file: TextFile, table: DataTable, results: RowResults, certificates?: Certificates): void {
  const { text } = file;
  const names = table.channels.map((name) => Buffer.from(quoted(name)));
  text.text(resultColumns(certificates !== undefined).join(','));
  text.byte(LINE_END);
  for (let row = 0; row < table.rows; row++) {
    text.text(quoted(table.time.text(row)));
    text.byte(COMMA);
    text.number(results.score[row]);
    text.byte(COMMA);
    text.number(results.alarm[row]);
    text.byte(COMMA);
    text.text(results.kind(row) ?? '');
    for (let at = row * NAMED_CHANNELS; at < (row + 1) * NAMED_CHANNELS; at++) {
      const channel = results.channels[at];
      text.byte(COMMA);
      if (channel >= 0) text.raw(names[channel]);
      text.byte(COMMA);
      if (channel >= 0) text.number(results.attributions[at]);
    }
    if (certificates !== undefined) {
      text.byte(COMMA);
      text.number(certificates.score[row]);
      text.byte(COMMA);
      text.number(certificates.lowest[row]);
    }
    text.byte(LINE_END);
    file.lineDone();
  }
}
