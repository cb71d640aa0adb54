import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Clock } from '../../core/clock.ts';
import { createFrame } from '../../core/frame.ts';
import { LabelRing } from '../../core/label-ring.ts';
import { FrameRing } from '../../core/ring.ts';
import { backoffMs } from './backoff.ts';
import { FrameStreamClient, type StreamListener } from './client.ts';
import { FrameFeed } from './feed.ts';

/** Real time, a hundred times as fast: waits of seconds take milliseconds. */
const fastClock: Clock = {
  now: () => performance.now() * 100,
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs / 100);
    return () => clearTimeout(timer);
  },
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: Handler): Promise<{ url: string; set(next: Handler): void; cut(): void }> {
  let current = handler;
  const server = createServer((request, response) => current(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    set(next) {
      current = next;
    },
    cut: () => server.closeAllConnections(),
  };
}

/** A generator's feed with frames that say who they are, served as the generator serves it. */
function station(run: string, capacity = 10_000) {
  const ring = new FrameRing(2, capacity);
  const feed = new FrameFeed(ring, new LabelRing(2, capacity), { run, sensors: ['a', 'b'] });
  const frame = createFrame(2);
  return {
    make(count: number): void {
      for (let i = 0; i < count; i++) {
        frame.seq = ring.next;
        frame.time = ring.next * 5_000;
        frame.values.fill(ring.next);
        ring.push(frame);
      }
      feed.notify();
    },
    handler: (({ url = '' }, response) => {
      const query = new URL(url, 'http://localhost').searchParams;
      const options = {
        format: 'ndjson',
        after: Number(query.get('after')),
        labels: query.get('labels') === '1',
      } as const;
      feed.open(options).pipe(response);
    }) satisfies Handler,
  };
}

function listen(url: string, clock = fastClock) {
  const heard: string[] = [];
  const seqs: number[] = [];
  const listener: StreamListener = {
    hello: ({ run, labels }, isNew) => heard.push(`hello ${run}${isNew ? ' new' : ''}${labels ? ' labels' : ''}`),
    frame: ({ seq }) => seqs.push(seq as number),
    missed: (frames) => heard.push(`missed ${frames}`),
    refused: (fault) => heard.push(`refused ${fault}`),
    lost: (reason) => heard.push(`lost: ${reason}`),
  };
  const client = new FrameStreamClient({ url, labels: true, clock, random: () => 0, listener });
  after(() => client.stop());
  client.start();
  return { heard, seqs, client };
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const line = (record: object) => `${JSON.stringify(record)}\n`;
const HELLO = line({ type: 'hello', run: 'r', sensors: ['a'] });
const frameLine = (seq: number) => line({ type: 'frame', seq });

test('every frame comes once and in order, however often the stream is cut', async () => {
  const { make, handler } = station('one');
  const server = await serve(handler);
  make(100);
  const { heard, seqs } = listen(server.url);
  await until(() => seqs.length === 100);
  for (let round = 1; round <= 5; round++) {
    make(50);
    // In the middle of what it is reading, perhaps of a line.
    await until(() => seqs.length > 100 + 100 * (round - 1));
    server.cut();
    make(50);
    await until(() => seqs.length === 100 + 100 * round);
  }
  assert.deepEqual(seqs, range(0, 600));
  assert.deepEqual(
    heard.filter((entry) => !entry.startsWith('lost')),
    ['hello one new labels', ...range(0, 5).map(() => 'hello one labels')],
  );
});

test('what the source no longer has is counted, but not what was there before the first connection', async () => {
  const { make, handler } = station('one', 10);
  const server = await serve(handler);
  make(100);
  const { heard, seqs } = listen(server.url);
  await until(() => seqs.length === 10);
  assert.deepEqual(seqs, range(90, 100));
  server.set((_, response) => response.writeHead(503).end());
  server.cut();
  await until(() => heard.some((entry) => /503/.test(entry)));
  make(35);
  server.set(handler);
  await until(() => seqs.length === 20);
  assert.deepEqual(seqs.slice(10), range(125, 135));
  assert.deepEqual(
    heard.filter((entry) => entry.startsWith('missed')),
    ['missed 25'],
  );
});

test('another run of the source is taken from its first frame', async () => {
  const first = station('one');
  const second = station('two');
  const server = await serve(first.handler);
  first.make(50);
  const { heard, seqs } = listen(server.url);
  await until(() => seqs.length === 50);
  second.make(80);
  server.set(second.handler);
  server.cut();
  await until(() => seqs.length === 130);
  assert.deepEqual(seqs, [...range(0, 50), ...range(0, 80)]);
  assert.deepEqual(
    heard.filter((entry) => !entry.startsWith('lost')),
    ['hello one new labels', 'hello two new labels'],
  );
});

test('a source that refuses to give labels is read without', async () => {
  const { make, handler } = station('one');
  const server = await serve((request, response) => {
    if (request.url?.includes('labels')) response.writeHead(400).end('{}');
    else handler(request, response);
  });
  make(3);
  const { heard, seqs } = listen(server.url);
  await until(() => seqs.length === 3);
  assert.deepEqual(heard, ['hello one new']);
});

test('records that are none are refused one by one; unknown types are passed over', async () => {
  const server = await serve((_, response) => {
    response.write(HELLO + frameLine(0));
    response.write(`{"type":"frame","seq":1\n[1\n7\n${line({ type: 'frame', seq: 'x' })}${line({ type: 'news' })}`);
    response.write(`${'x'.repeat(5 << 20)}\n`);
    response.write(frameLine(1) + frameLine(1) + frameLine(0) + frameLine(5));
  });
  const { heard, seqs } = listen(server.url);
  await until(() => seqs.includes(5));
  assert.deepEqual(seqs, [0, 1, 5]);
  assert.deepEqual(heard, [
    'hello r new',
    ...range(0, 4).map(() => 'refused malformed'),
    'refused too_large',
    'refused out_of_order',
    'refused out_of_order',
    'missed 3',
  ]);
});

test('what does not begin with a hello is no stream; an end and an absent source are lost connections', async () => {
  const server = await serve((_, response) => response.end(frameLine(0)));
  const { heard, seqs, client } = listen(server.url);
  await until(() => heard.length >= 2);
  assert.match(heard[0], /^lost: it does not begin with a hello/);
  server.set((_, response) => response.end(HELLO + line({ type: 'end', reason: 'shutdown', next: 0 })));
  await until(() => heard.includes('lost: the stream has ended'));
  await client.stop();
  assert.deepEqual(seqs, []);
  const absent = listen('http://127.0.0.1:9');
  await until(() => absent.heard.length >= 3);
  assert.match(absent.heard[0], /ECONNREFUSED|bad port/);
});

test('a source that falls silent is given up', async () => {
  const server = await serve((_, response) => response.write(HELLO));
  const { heard } = listen(server.url);
  await until(() => heard.length > 1);
  assert.deepEqual(heard.slice(0, 2), ['hello r new', 'lost: nothing came for 45 s']);
});

test('waits double up to a limit and are spread over half of themselves', () => {
  const waits = range(0, 9).map((attempt) => backoffMs(attempt, () => 0));
  assert.deepEqual(waits, [125, 250, 500, 1_000, 2_000, 4_000, 7_500, 7_500, 7_500]);
  assert.equal(
    backoffMs(0, () => 0.5),
    187.5,
  );
  assert.ok(backoffMs(1e6, () => 0.999) < 15_000);
});
