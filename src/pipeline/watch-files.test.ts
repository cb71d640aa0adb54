import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { temporaryDirectory } from '../io/files/writer.fake.ts';
import { FAULT, RECORD_ROWS, recordLines } from './watch-data.fake.ts';
import { scoreFile, trainFile } from './watch-files.ts';

const LINES = recordLines();
const HEADER = 'time,score,alarm,kind,channel_1,attribution_1,channel_2,attribution_2,channel_3,attribution_3';

function rowsOf(file: string): string[][] {
  const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  assert.equal(header, HEADER);
  return lines.map((line) => line.split(','));
}

test('a model learned from a part of a file scores all of it, and finds the channel that is wrong', async (t) => {
  const inFolder = temporaryDirectory(t);
  writeFileSync(inFolder('in.csv'), LINES.join('\r\n'));
  const files = { data: inFolder('in.csv'), out: inFolder('model.json') };
  const trained = await trainFile({ ...files, until: '2024-02-15' });
  assert.deepEqual(trained.channels, ['flow', 'level', 'power']);
  assert.deepEqual(trained.excluded, [{ column: 'label', reason: 'ground truth by its name' }]);
  assert.deepEqual(trained.learned, { rows: 45 * 24, from: '2024-01-01 00:00', until: '2024-02-14 23:00' });

  const phases = new Set<string>();
  const onProgress = (phase: string) => phases.add(phase);
  const scored = await scoreFile({ data: files.data, model: files.out, out: inFolder('by-model.csv') }, { onProgress });
  const rows = rowsOf(inFolder('by-model.csv'));
  assert.equal(rows.length, RECORD_ROWS);
  assert.deepEqual([rows[0][0], rows[25][0]], ['2024-01-01 00:00', '2024-01-02 01:00']);
  assert.deepEqual([...phases], ['read', 'score']);
  assert.equal(scored.alarms, rows.filter((row) => row[2] === '1').length);
  assert.equal(rows[FAULT.from][2], '1');
  assert.equal(rows[FAULT.from][4], FAULT.channel);
  assert.ok(rows[FAULT.from][3] !== '' && rows.every((row) => (row[3] === '') === (row[2] === '0')));
  const event = scored.events.find(({ begin }) => begin === LINES[1 + FAULT.from].split(';')[0]);
  assert.equal(event?.channels[0], FAULT.channel);
  assert.match(event?.explanation?.en ?? '', /level/);
  assert.equal(
    scored.events.reduce((sum, { rows }) => sum + rows, 0),
    scored.alarms,
  );

  const learned = { data: files.data, learnUntil: '2024-02-15', out: inFolder('learned.csv') };
  assert.equal((await scoreFile(learned)).model_hash, trained.model_hash);
  assert.ok(readFileSync(inFolder('learned.csv')).equals(readFileSync(inFolder('by-model.csv'))));
  await scoreFile({ ...learned, learnUntil: undefined, learnRows: 45 * 24 });
  assert.ok(readFileSync(inFolder('learned.csv')).equals(readFileSync(inFolder('by-model.csv'))));
});

test('rows out of order come back in the order of the file, with the scores of their time', async (t) => {
  const inFolder = temporaryDirectory(t);
  const [header, ...lines] = LINES;
  const data = inFolder('in.csv');
  writeFileSync(data, LINES.join('\n'));
  await scoreFile({ data, learnRows: 800, out: inFolder('straight.csv') });
  writeFileSync(data, [header, ...lines.toReversed()].join('\n'));
  const scored = await scoreFile({ data, learnRows: 800, sort: true, out: inFolder('reversed.csv') });
  assert.deepEqual(rowsOf(inFolder('reversed.csv')).toReversed(), rowsOf(inFolder('straight.csv')));
  assert.equal(scored.learned.from, '2024-01-01 00:00');
});

test('attributions are in falling order, and empty beyond the channels there are', async (t) => {
  const inFolder = temporaryDirectory(t);
  const lines = LINES.map((line) => line.split(';').slice(0, 3).join(';'));
  writeFileSync(inFolder('in.csv'), lines.join('\n'));
  await scoreFile({ data: inFolder('in.csv'), learnRows: 800, out: inFolder('out.csv') });
  for (const row of rowsOf(inFolder('out.csv'))) {
    assert.ok(row[7] === '' || Number(row[5]) >= Number(row[7]), row.join());
    assert.deepEqual(row.slice(8), ['', '']);
  }
});

test('what cannot be done is refused, and no file is left', async (t) => {
  const inFolder = temporaryDirectory(t);
  const data = inFolder('in.csv');
  writeFileSync(data, LINES.join('\n'));
  writeFileSync(inFolder('other.csv'), LINES.map((line) => line.replace('level', 'height')).join('\n'));
  writeFileSync(inFolder('no-model.json'), '{}');
  await trainFile({ data, out: inFolder('model.json') });
  const before = readdirSync(inFolder('.')).sort();
  const out = inFolder('out.csv');
  const model = inFolder('model.json');
  await assert.rejects(scoreFile({ data, model, out: inFolder('out.parquet') }), /got "\.parquet", expected .*\.csv/);
  await assert.rejects(scoreFile({ data: inFolder('other.csv'), model, out }), /column level: got "no column level"/);
  await assert.rejects(scoreFile({ data, model: inFolder('no-model.json'), out }), /no-model\.json: model/);
  await assert.rejects(scoreFile({ data, model: inFolder('none.json'), out }), /none\.json: got "ENOENT"/);
  await assert.rejects(
    scoreFile({ data, learnRows: 5_000, out }),
    /--learn-rows: got 5000, expected at most the 1500 rows/,
  );
  await assert.rejects(scoreFile({ data, learnRows: 3, out }), /normal data: got "3 frames"/);
  await assert.rejects(
    scoreFile({ data, learnUntil: 'noon', out }),
    /--learn-until: got "noon", expected a time written/,
  );
  await assert.rejects(
    trainFile({ data, out, from: '2030-01-01' }),
    /--from: got "2030-01-01", expected a time with rows/,
  );
  await assert.rejects(trainFile({ data, out: inFolder('none/model.json') }), /no such directory/);
  const signal = AbortSignal.abort(new Error('enough'));
  await assert.rejects(scoreFile({ data, model, out }, { signal }), /enough/);
  assert.deepEqual(readdirSync(inFolder('.')).sort(), before);
});
