import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFrame } from '../../core/frame.ts';
import { LabelRing } from '../../core/label-ring.ts';
import { FrameRing } from '../../core/ring.ts';
import { FrameFeed } from './feed.ts';
import { BUFFER_BYTES, type RecordReader } from './reader.ts';
import { encodeFrame } from './records.ts';

const SENSORS = 4;
const START = Date.UTC(2026, 0, 1);

interface AnyRecord {
  type: string;
  [key: string]: unknown;
}

function rig(capacity: number, first = 0) {
  const ring = new FrameRing(SENSORS, capacity);
  const labels = new LabelRing(SENSORS, capacity);
  const feed = new FrameFeed(ring, labels, { run: 'test', sensors: ['a', 'b', 'c', 'd'] });
  const frame = createFrame(SENSORS);
  let seq = first;
  return {
    ring,
    feed,
    /** Makes frames in batches, as the live runner does. */
    make(count: number, batch = 50): void {
      for (let i = 0; i < count; i++, seq++) {
        frame.seq = seq;
        frame.time = START + seq * 5_000;
        frame.values.set([seq, seq / 2, Number.NaN, -0.125]);
        frame.quality.set([0, 1, 3, 2]);
        ring.push(frame);
        // Every third frame has two labelled readings.
        const kind = seq % 3 === 0 ? 4 : 0;
        labels.push(seq, Uint8Array.of(0, kind, kind, 0), Uint32Array.of(0, kind * 20, kind * 20, 0));
        if (i % batch === batch - 1 || i === count - 1) feed.notify();
      }
    },
  };
}

/** Collects all that the reader gives until it ends, or until nothing has come for two turns of the loop. */
function collect(reader: RecordReader): { records: () => Promise<AnyRecord[]> } {
  let text = '';
  reader.setEncoding('utf8');
  reader.on('data', (chunk: string) => {
    text += chunk;
  });
  return {
    async records() {
      for (let quiet = 0, length = text.length; quiet < 4; quiet++) {
        await new Promise((resolve) => setImmediate(resolve));
        if (text.length !== length) [quiet, length] = [0, text.length];
      }
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as AnyRecord);
    },
  };
}

const seqs = (records: AnyRecord[]) => records.filter((record) => record.type === 'frame').map((record) => record.seq);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test('a reader is greeted, gets the newest frame, then every frame', async () => {
  const { feed, make } = rig(1_000);
  make(10);
  const got = collect(feed.open({ format: 'ndjson' }));
  make(3);
  const [hello, ...frames] = await got.records();
  assert.deepEqual(hello, {
    type: 'hello',
    run: 'test',
    tick_s: 5,
    quality: ['good', 'uncertain', 'bad', 'missing'],
    oldest: 0,
    next: 13,
    sensors: ['a', 'b', 'c', 'd'],
  });
  assert.deepEqual(frames, [
    {
      type: 'frame',
      seq: 12,
      time: '2026-01-01T00:01:00.000Z',
      values: [12, 6, null, -0.125],
      quality: [0, 1, 3, 2],
    },
  ]);
  make(200);
  assert.deepEqual(seqs(await got.records()), range(12, 213));
});

test('a reader that came before the first frame gets the first frame', async () => {
  const { feed, make } = rig(1_000, 40);
  const got = collect(feed.open({ format: 'ndjson' }));
  assert.equal((await got.records())[0].type, 'hello');
  make(70);
  assert.deepEqual(seqs(await got.records()), range(40, 110));
});

test('resumes after any frame: every later frame once, and what is gone is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 300 }),
      fc.nat(400),
      fc.integer({ min: -1, max: 400 }),
      fc.nat(100),
      async (capacity, before, after, later) => {
        const { feed, make } = rig(capacity);
        make(before);
        const got = collect(feed.open({ format: 'ndjson', after }));
        await got.records();
        make(later, 1_000);
        const records = (await got.records()).slice(1);
        // Whatever was missed and what came together cover every number from `after + 1` on, in order.
        let expected = after + 1;
        for (const record of records) {
          if (record.type === 'gap') {
            assert.equal(record.from, expected);
            assert.equal(record.missed, (record.to as number) - expected + 1);
            expected = (record.to as number) + 1;
          } else {
            assert.deepEqual([record.type, record.seq], ['frame', expected]);
            expected++;
          }
        }
        assert.equal(expected, Math.max(after + 1, before + later));
      },
    ),
    { numRuns: 40 },
  );
});

test('server-sent events carry the same JSON and the number to resume from', () => {
  const frame = createFrame(2);
  frame.seq = 41;
  frame.time = START;
  frame.values.set([Number.POSITIVE_INFINITY, 1e-7]);
  frame.quality.fill(0);
  const { sse, ndjson } = encodeFrame(frame);
  assert.equal(sse.toString(), `id: 41\ndata: ${ndjson.toString().trimEnd()}\n\n`);
  assert.deepEqual(JSON.parse(ndjson.toString()).values, [null, 1e-7]);
  assert.equal(ndjson.at(-1), 10);
});

test('a limit ends the stream after so many frames', async () => {
  const { feed, make } = rig(100);
  make(20);
  const reader = feed.open({ format: 'ndjson', after: 4, limit: 7 });
  const records = await collect(reader).records();
  assert.deepEqual(seqs(records), range(5, 12));
  assert.deepEqual(records.at(-1), { type: 'end', reason: 'limit', next: 12 });
  assert.equal(reader.destroyed, true);
  assert.equal(feed.readers, 0);
});

test('a reader that does not read holds a bounded buffer while 100,000 frames pass, then learns what it missed', async () => {
  const { feed, make, ring } = rig(1_000);
  make(1);
  const reader = feed.open({ format: 'ndjson' });
  reader.read(0);
  let largest = 0;
  for (let i = 0; i < 100; i++) {
    make(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    largest = Math.max(largest, reader.readableLength);
  }
  assert.ok(largest >= BUFFER_BYTES && largest < BUFFER_BYTES + 1_000, `buffered ${largest} bytes`);
  const records = await collect(reader).records();
  const gap = records.find((record) => record.type === 'gap');
  assert.ok(gap);
  assert.equal(gap.to, ring.oldest - 1);
  assert.equal(gap.missed, (gap.to as number) - (gap.from as number) + 1);
  assert.equal(seqs(records).at(-1), 100_000);
  assert.equal(seqs(records).length + (gap.missed as number), 100_001);
});

test('frames are encoded once for all readers', async () => {
  const { feed, make } = rig(100);
  make(1);
  const first = feed.encoded(0, false);
  assert.equal(feed.encoded(0, false), first);
  make(99);
  assert.notEqual(feed.encoded(99, false), undefined);
  assert.equal(feed.encoded(100, false), undefined);
});

test('heartbeats come to idle readers; deaf ones are let go', async () => {
  const { feed, make } = rig(100_000);
  make(1);
  const idle = feed.open({ format: 'ndjson' });
  const got = collect(idle);
  await got.records();
  const deaf = feed.open({ format: 'sse', after: -1 });
  deaf.read(0);
  make(6_000);
  await got.records();
  for (let i = 0; i < 7; i++) feed.heartbeat();
  // It takes something after all: the count begins again.
  deaf.read();
  // Until its buffer is full again, 64 frames a turn of the loop.
  for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < 8; i++) {
    assert.equal(deaf.destroyed, false);
    feed.heartbeat();
    await got.records();
  }
  assert.equal(deaf.destroyed, true);
  assert.equal(idle.destroyed, false);
  assert.equal(feed.readers, 1);
  assert.deepEqual((await got.records()).at(-1), { type: 'heartbeat', next: 6_001 });
});

test('closing the feed ends every reader with a closing record, even one that does not read', async () => {
  const { feed, make } = rig(1_000);
  make(5);
  const idle = collect(feed.open({ format: 'ndjson' }));
  await idle.records();
  const deaf = feed.open({ format: 'ndjson', after: -1 });
  deaf.read(0);
  make(900);
  feed.close();
  feed.close();
  const end = { type: 'end', reason: 'shutdown', next: 905 };
  assert.deepEqual((await idle.records()).at(-1), end);
  const late = await collect(deaf).records();
  assert.equal(late.at(-1)?.type, 'end');
  assert.equal(feed.readers, 0);
});

test('labels go only to readers that ask for them, whoever has read a frame before', async () => {
  const { feed, make } = rig(100);
  make(6);
  const read = (labels: boolean) => collect(feed.open({ format: 'ndjson', after: -1, limit: 6, labels })).records();
  const [plain, labelled, again] = [await read(false), await read(true), await read(false)];
  for (const records of [plain, again]) {
    assert.ok(records.every((record) => !('labels' in record)));
  }
  const [hello, ...frames] = labelled;
  assert.deepEqual(hello.labels, [
    'normal',
    'sensor_fault',
    'sensor_drift',
    'pollution_spike',
    'process_malfunction',
    'cyberattack',
  ]);
  const withLabels = [
    [1, 4, 80],
    [2, 4, 80],
  ];
  assert.deepEqual(
    frames.slice(0, 6).map(({ labels }) => labels),
    [withLabels, [], [], withLabels, [], []],
  );
  assert.deepEqual(
    frames.slice(0, 6).map(({ labels: _, ...frame }) => frame),
    plain.slice(1, 7),
  );
});
