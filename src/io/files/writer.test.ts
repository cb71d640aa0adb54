import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { blocksOf, type Cell, schemaOf, temporaryDirectory, writeTable } from './writer.fake.ts';
import { checkTablePath, createTableWriter } from './writer.ts';

const SCHEMA = schemaOf('A', 'B "x", y');
const normal = (value: number): Cell => ({ value, label: 0, event: 0, quality: 0 });

/** Row 1 has a missing reading, row 2 an anomalous and uncertain one. */
const CELLS = [
  [normal(7.25), normal(-0.05)],
  [{ value: Number.NaN, label: 0, event: 0, quality: 3 }, normal(1e-7)],
  [normal(7), { value: 12.5, label: 2, event: 31, quality: 1 }],
];
const BLOCKS = blocksOf(CELLS.length, 2, (row, sensor) => CELLS[row][sensor]);

describe('CSV', () => {
  it('is RFC 4180 with a header, UTC times, and nothing where a reading is missing', (t) => {
    const file = temporaryDirectory(t)('out.csv');
    writeTable(file, SCHEMA, BLOCKS);
    const b = (suffix: string) => `"B ""x"", y${suffix}"`;
    assert.deepEqual(readFileSync(file, 'utf8').split('\r\n'), [
      `time,seq,anomaly,A,${b('')},A__label,${b('__label')},A__event,${b('__event')},A__quality,${b('__quality')}`,
      '2026-01-01T00:00:00.000Z,0,false,7.25,-0.05,0,0,0,0,0,0',
      '2026-01-01T00:00:05.000Z,1,false,,1e-7,0,0,0,0,3,0',
      '2026-01-01T00:00:10.000Z,2,true,7,12.5,0,2,0,31,0,1',
      '',
    ]);
  });
});

describe('NDJSON', () => {
  it('is an object a frame, without the codes that are 0', (t) => {
    const file = temporaryDirectory(t)('out.ndjson');
    writeTable(file, SCHEMA, BLOCKS);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const id = 'B "x", y';
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        { time: '2026-01-01T00:00:00.000Z', seq: 0, anomaly: false, A: 7.25, [id]: -0.05 },
        { time: '2026-01-01T00:00:05.000Z', seq: 1, anomaly: false, A: null, [id]: 1e-7, A__quality: 3 },
        {
          time: '2026-01-01T00:00:10.000Z',
          seq: 2,
          anomaly: true,
          A: 7,
          [id]: 12.5,
          [`${id}__label`]: 2,
          [`${id}__event`]: 31,
          [`${id}__quality`]: 1,
        },
      ],
    );
  });
});

const refused = (where: RegExp) => (error: unknown) => error instanceof ConfigError && where.test(error.message);

describe('every format', () => {
  for (const extension of ['.parquet', '.csv', '.ndjson', '.CSV']) {
    it(`${extension} shows its file only when it is whole`, (t) => {
      const at = temporaryDirectory(t);
      const file = at(`out${extension}`);
      const inDirectory = () => readdirSync(dirname(file));
      const writer = createTableWriter(file, SCHEMA, 3);
      for (const block of BLOCKS) writer.write(block);
      assert.ok(!inDirectory().includes(`out${extension}`));
      writer.close();
      assert.deepEqual(inDirectory(), [`out${extension}`]);
      assert.equal(readFileSync(file).length, writer.size);
    });

    it(`${extension} leaves nothing behind when it is aborted, and an older file as it was`, (t) => {
      const at = temporaryDirectory(t);
      const file = at(`out${extension}`);
      writeFileSync(file, 'older');
      const writer = createTableWriter(file, SCHEMA, 3);
      for (const block of BLOCKS) writer.write(block);
      writer.abort();
      writer.abort();
      assert.deepEqual(readdirSync(dirname(file)), [`out${extension}`]);
      assert.equal(readFileSync(file, 'utf8'), 'older');
    });

    it(`${extension} refuses places that cannot be written`, (t) => {
      const at = temporaryDirectory(t);
      mkdirSync(at(`directory${extension}`));
      writeFileSync(at('file'), '');
      const open = (name: string) => () => createTableWriter(at(name), SCHEMA, 3);
      assert.throws(open(`none/out${extension}`), refused(/none.*no such directory/));
      assert.throws(open(`file/out${extension}`), refused(/file.*a directory in its path that is none/));
      assert.throws(open(`directory${extension}`), refused(/got "a directory"/));
      assert.throws(open(`${'x'.repeat(300)}${extension}`), refused(/too long/));
      assert.throws(() => checkTablePath(at(`none/out${extension}`)), refused(/none.*no such directory/));
      checkTablePath(at(`good${extension}`));
      assert.deepEqual(readdirSync(at('.')).sort(), [`directory${extension}`, 'file']);
    });
  }

  it('is refused where the name has no known extension', (t) => {
    const at = temporaryDirectory(t);
    for (const name of ['out.xlsx', 'out', 'csv', '.csv']) {
      assert.throws(() => createTableWriter(at(name), SCHEMA, 3), refused(/--out.*\.parquet, \.csv, \.ndjson/));
      assert.throws(() => checkTablePath(at(name)), refused(/--out/));
    }
  });

  it('refuses columns of the same name', (t) => {
    const file = temporaryDirectory(t)('out.csv');
    for (const ids of [['A', 'A'], ['time'], ['A', 'A__label'], ['']]) {
      assert.throws(() => createTableWriter(file, schemaOf(...ids), 3), refused(/a name that no other column has/));
    }
  });

  it('refuses more rows than the disk has room for', (t) => {
    for (const name of ['out.csv', 'out.ndjson']) {
      const file = temporaryDirectory(t)(name);
      assert.throws(() => createTableWriter(file, SCHEMA, 1e15), refused(/a disk with \d+ MB free/));
    }
  });

  it('tells of a disk that fills up, and leaves nothing behind', (t) => {
    const directory = temporaryDirectory(t)('small');
    mkdirSync(directory);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory], { stdio: 'ignore' });
    } catch {
      t.skip('no right to mount a small file system');
      return;
    }
    try {
      const blocks = blocksOf(4_096, 2, (row, sensor) => normal(Math.sqrt(row * 2 + sensor)));
      for (const name of ['out.parquet', 'out.csv', 'out.ndjson']) {
        const file = `${directory}/${name}`;
        const writer = createTableWriter(file, SCHEMA, 1);
        const write = () => {
          for (const block of blocks) writer.write(block);
          writer.close();
        };
        assert.throws(write, refused(/a full disk/));
        assert.deepEqual(readdirSync(directory), []);
      }
      writeFileSync(`${directory}/filler`, Buffer.alloc(64 * 1_024));
      assert.throws(() => createTableWriter(`${directory}/out.parquet`, SCHEMA, 1), refused(/a full disk/));
      assert.deepEqual(readdirSync(directory), ['filler']);
    } finally {
      execFileSync('umount', [directory]);
    }
  });
});
