import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const MAIN = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'traffeyere-main-'));
after(() => rmSync(folder, { recursive: true }));

interface Child {
  readonly process: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}

/** The real program with the real plant, without its warm-up. */
function start(args: string[]): Child {
  const env = { ...process.env, TRAFFEYERE_WARMUP_DAYS: '0' };
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  // Whatever a test finds, no process outlives it.
  after(() => child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { process: child, out: () => out, err: () => err, ended };
}

/** Waits until `ask` gives something. */
async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('generate runs the real station, streams, and ends with the stream closed when it is told to', async () => {
  const child = start(['generate', '--port', '0', '--speed', '1000']);
  const url = await until(() => /http:\/\/127\.0\.0\.1:\d+/.exec(child.out())?.[0]);
  const response = await fetch(`${url}/v1/frames?after=-1`);
  let text = '';
  const reading = (async () => {
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part;
  })();
  const frame = await until(() => /\{"type":"frame".*\}\n/.exec(text)?.[0]);
  assert.equal(JSON.parse(frame).values.length, 127);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  child.process.kill('SIGTERM');
  await reading;
  assert.equal(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '').type, 'end');
  assert.equal(await child.ended, 0, child.err());
  for (const line of child.err().trimEnd().split('\n')) assert.equal(typeof JSON.parse(line).level, 'number');
});

test('a busy port is refused with code 2', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  const { port } = server.address() as { port: number };
  const child = start(['generate', '--port', String(port)]);
  assert.equal(await child.ended, 2);
  assert.match(child.err(), new RegExp(`error: host 127\\.0\\.0\\.1, port ${port}: got "a port that is in use"`));
  assert.equal(child.out(), '');
});

test('an export that is interrupted leaves no file', async () => {
  const child = start(['export', '--out', join(folder, 'long.parquet'), '--days', '3000']);
  await until(() => readdirSync(folder).length > 0 || undefined);
  child.process.kill('SIGINT');
  assert.equal(await child.ended, 130, child.err());
  assert.deepEqual(readdirSync(folder), []);
  assert.equal(existsSync(join(folder, 'long.parquet')), false);
});
