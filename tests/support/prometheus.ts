/** A real Prometheus for tests: its own process on a free loopback port, with data that is removed afterwards. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_MS = 20_000;
const POLL_MS = 100;

export interface PrometheusOptions {
  /** `host:port` of what it scrapes, once a second, at `/metrics`. */
  readonly targets: readonly string[];
  /** Rule files by absolute path. */
  readonly ruleFiles?: readonly string[];
  /** More flags, such as `--enable-feature=native-histograms`. */
  readonly flags?: readonly string[];
}

/** One series of an instant query. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export class Prometheus {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #directory: string;

  private constructor(url: string, child: ChildProcess, directory: string) {
    this.url = url;
    this.#child = child;
    this.#directory = directory;
  }

  /** Resolves when it is ready to answer; stop it with `stop()`. */
  static async start({ targets, ruleFiles = [], flags = [] }: PrometheusOptions): Promise<Prometheus> {
    const directory = await mkdtemp(join(tmpdir(), 'traffeyere-prometheus-'));
    const address = `127.0.0.1:${await freePort()}`;
    const config = {
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      rule_files: ruleFiles,
      scrape_configs: [{ job_name: 'test', static_configs: [{ targets }] }],
    };
    // JSON is YAML.
    await writeFile(join(directory, 'prometheus.yml'), JSON.stringify(config));
    const child = spawn(
      'prometheus',
      [
        `--config.file=${join(directory, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(directory, 'data')}`,
        `--web.listen-address=${address}`,
        '--log.level=warn',
        ...flags,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    child.on('error', (error) => {
      log += error.message;
    });
    const prometheus = new Prometheus(`http://${address}`, child, directory);
    try {
      await prometheus.#ready();
    } catch (error) {
      await prometheus.stop();
      throw new Error(`Prometheus did not start: ${log}`, { cause: error });
    }
    return prometheus;
  }

  /** The series that an instant query gives now. */
  async query(expression: string): Promise<Series[]> {
    const response = await fetch(`${this.url}/api/v1/query?${new URLSearchParams({ query: expression })}`);
    const answer = (await response.json()) as {
      error?: string;
      data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
    };
    if (!answer.data) throw new Error(`query ${expression}: ${answer.error}`);
    return answer.data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** Queries until `accept` is content with the series; throws with the last answer after `timeoutMs`. */
  async until(expression: string, accept: (series: Series[]) => boolean, timeoutMs = 15_000): Promise<Series[]> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const series = await this.query(expression);
      if (accept(series)) return series;
      if (performance.now() > end) throw new Error(`${expression} is still ${JSON.stringify(series).slice(0, 500)}`);
      await sleep(POLL_MS);
    }
  }

  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const exited = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await exited;
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const end = performance.now() + START_MS;
    while (performance.now() < end) {
      if (this.#child.exitCode !== null || this.#child.pid === undefined) throw new Error('it has ended');
      const response = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (response?.ok) return;
      await sleep(POLL_MS);
    }
    throw new Error(`it is not ready after ${START_MS} ms`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
