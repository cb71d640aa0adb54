/**
 * How well a fitted sewer does on months that it has not seen: `node scripts/sewer-validation.ts RECORD`.
 * Prints the table of docs/influent.md for a record of flow, rain and air temperature.
 */

import { readRecordFile } from '../src/pipeline/record-file.ts';
import { fitSewer, nashSutcliffe } from '../src/plant/sewer/fit.ts';
import type { SewerParameters } from '../src/plant/sewer/parameters.ts';
import type { SewerRecord } from '../src/plant/sewer/record.ts';
import { runSewer } from '../src/plant/sewer/run.ts';

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node scripts/sewer-validation.ts RECORD');
  process.exit(2);
}
const { record } = readRecordFile(path, {}, ['flow', 'rain']);
const flow = record.flow as Float64Array;
const month = Array.from(record.time, (time) => new Date(time).toISOString().slice(0, 7));
const months = [...new Set(month)];

/** First row and the row after the last of the months `from` … `to` (indices into `months`). */
function rows(from: number, to: number): [number, number] {
  return [month.indexOf(months[from]), month.lastIndexOf(months[to]) + 1];
}

function part(from: number, to: number): SewerRecord {
  const cut = (column: Float64Array | undefined) => column?.slice(...rows(from, to));
  const time = record.time.slice(...rows(from, to));
  return { file: path, time, flow: cut(record.flow), rain: cut(record.rain), temperature: cut(record.temperature) };
}

function judge(parameters: SewerParameters, from: number, to: number) {
  const [first, after] = rows(from, to);
  const measured = flow.slice(first, after);
  const whole = runSewer(parameters, record).slice(first, after);
  const alone = runSewer(parameters, part(from, to));
  return { first, whole, alone, wholeNse: nashSutcliffe(measured, whole), aloneNse: nashSutcliffe(measured, alone) };
}

const show = (nse: number) => nse.toFixed(3);
const name = (from: number, to: number) => `${months[from]} … ${months[to]}`;
const last = months.length - 1;

const all = fitSewer(record);
console.log(`fitted to all: NSE ${show(all.nse)}, ${all.used} of ${all.rows} rows`);

console.log('\nleft out | NSE, run of the whole record | NSE, run of those months alone');
const whole = flow.slice();
const alone = flow.slice();
for (let from = 0; from <= last; ) {
  // Pairs; a single month at the end joins the pair before.
  const to = from + 2 >= last ? last : from + 1;
  const { parameters } = fitSewer(record, { use: (row) => month[row] < months[from] || month[row] > months[to] });
  const result = judge(parameters, from, to);
  whole.set(result.whole, result.first);
  alone.set(result.alone, result.first);
  console.log(`${name(from, to)} | ${show(result.wholeNse)} | ${show(result.aloneNse)}`);
  from = to + 1;
}
console.log(
  `all, each from the fit without it | ${show(nashSutcliffe(flow, whole))} | ${show(nashSutcliffe(flow, alone))}`,
);

console.log('\nlearnt from | judged on | NSE, whole | NSE, alone');
const middle = Math.floor(last / 2);
for (const [learn, test] of [
  [0, middle, middle + 1, last],
  [middle, last, 0, middle - 1],
  [0, last - 3, last - 2, last],
  [3, last, 0, 2],
].map(([a, b, c, d]) => [[a, b] as const, [c, d] as const])) {
  const { parameters } = fitSewer(part(...learn));
  const result = judge(parameters, ...test);
  console.log(`${name(...learn)} | ${name(...test)} | ${show(result.wholeNse)} | ${show(result.aloneNse)}`);
}
