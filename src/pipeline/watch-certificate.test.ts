import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { temporaryDirectory } from '../io/files/writer.fake.ts';
import { readMeasurements } from '../io/tables/read.ts';
import { certifyTable } from './watch-certificate.ts';

const ROWS = 600;
const NORMAL = { from: 0, until: 500 };
const SIGMA = [2, 0.01];

/** Two channels of very different spread; `edit` changes what stands in a cell. */
function csv(
  edit: (row: number, channel: number, value: number) => number | '' = (_row, _channel, value) => value,
): string {
  const random = new RandomStream(3, 'certificate');
  const lines = ['t,a,b'];
  for (let row = 0; row < ROWS; row++) {
    const cells = SIGMA.map((sigma, channel) => edit(row, channel, sigma * random.normal()));
    lines.push([row, ...cells].join(','));
  }
  return lines.join('\n');
}

test('no readings within the box score less than the certificate says', async (t) => {
  const file = temporaryDirectory(t)('in.csv');
  writeFileSync(file, csv());
  const table = await readMeasurements(file);
  const epsilon = 0.3;
  const { score, lowest } = await certifyTable(table, NORMAL, {}, epsilon);
  const random = new RandomStream(4, 'moves');
  // A little less than ε of the spread that was drawn, for that of the sample differs from it.
  const moved = (row: number, channel: number, value: number) =>
    row < NORMAL.until ? value : value + 0.9 * epsilon * SIGMA[channel] * (2 * random.uniform() - 1);
  for (let trial = 0; trial < 20; trial++) {
    writeFileSync(file, csv(moved));
    const other = await certifyTable(await readMeasurements(file), NORMAL, {}, 0);
    for (let row = NORMAL.until; row < ROWS; row++) assert.ok(other.score[row] >= lowest[row]);
  }
  // A bound that says nothing, that of the whole space, lies 0.095 below.
  const gap = score.reduce((sum, value, row) => sum + (value - lowest[row]) / ROWS, 0);
  assert.ok(gap < 0.06, `${gap}`);
});

test('a box of one point has the score; a missing reading may be anything', async (t) => {
  const file = temporaryDirectory(t)('in.csv');
  writeFileSync(
    file,
    csv((row, channel, value) => (row === 550 && channel === 1 ? '' : value)),
  );
  const { score, lowest } = await certifyTable(await readMeasurements(file), NORMAL, {}, 0);
  assert.ok(score.every((value, row) => (row === 550 ? value > lowest[row] : value === lowest[row])));
  writeFileSync(
    file,
    csv((row, channel, value) => (row === 550 && channel === 1 ? 0.02 : value)),
  );
  assert.ok((await certifyTable(await readMeasurements(file), NORMAL, {}, 0)).score[550] >= lowest[550]);
});
