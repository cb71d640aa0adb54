/** A running engine, measured as its users meet it: frames posted one by one, and many at a time. */

import { ConnectError } from '../../core/errors.ts';
import { type Confusion, createConfusion } from '../../detector/evaluation/index.ts';
import { bucketsBetween, quantileOfBuckets, readLatencyBuckets } from './engine-histogram.ts';
import type { LabelledFrame } from './labelled-frames.ts';
import { type Latency, latencyOf } from './latency.ts';

export interface HttpFigures {
  /** From a request sent to its answer read, frame by frame. */
  readonly roundTrip: Latency;
  /** 95 % quantile of the engine's own histogram meanwhile, ms: from a frame received to scored. */
  readonly engineP95: number;
  /** With many frames a request. */
  readonly batchReadingsPerSecond: number;
  readonly confusion: Confusion;
}

/** Frames a request where there are many. */
const BATCH = 250;

/**
 * @param frames the first `warmUp` of them are posted and not measured, half of the others one by one
 * @throws ConnectError where the engine does not answer, refuses frames or has no such channels
 */
export async function measureOverHttp(
  url: string,
  channelIds: readonly string[],
  frames: readonly LabelledFrame[],
  warmUp: number,
): Promise<HttpFigures> {
  const engine = new EngineClient(url);
  await engine.expectChannels(channelIds);
  // An engine that has seen later frames needs some to believe that time has been set back: not an error yet.
  await engine.post(frames.slice(0, warmUp)).catch(() => {});
  const single = frames.slice(warmUp, warmUp + ((frames.length - warmUp) >> 1));
  const many = frames.slice(warmUp + single.length);
  const confusion = createConfusion();
  const column = new Map(channelIds.map((id, k) => [id, k]));
  const before = readLatencyBuckets(await engine.metrics());
  const latencies = new Float64Array(single.length);
  const start = performance.now();
  for (const [k, frame] of single.entries()) {
    const begin = performance.now();
    const [result] = await engine.post([frame]);
    latencies[k] = performance.now() - begin;
    count(confusion, frame, result, column);
  }
  const elapsed = performance.now() - start;
  const after = readLatencyBuckets(await engine.metrics());
  const startMany = performance.now();
  for (let k = 0; k < many.length; k += BATCH) {
    const results = await engine.post(many.slice(k, k + BATCH));
    for (const [j, result] of results.entries()) count(confusion, many[k + j], result, column);
  }
  const elapsedMany = performance.now() - startMany;
  return {
    roundTrip: latencyOf(latencies, channelIds.length, elapsed),
    engineP95: 1_000 * quantileOfBuckets(bucketsBetween(before, after), 0.95),
    batchReadingsPerSecond: (1_000 * many.length * channelIds.length) / elapsedMany,
    confusion,
  };
}

interface FrameResult {
  readonly flagged?: readonly { readonly channel: string }[];
  readonly refused?: unknown;
}

class EngineClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url.replace(/\/+$/, '');
  }

  async expectChannels(ids: readonly string[]): Promise<void> {
    const { channels } = JSON.parse(await this.#fetch('/v1/model')) as { channels: readonly { id: string }[] };
    const known = new Set(channels.map(({ id }) => id));
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length === 0) return;
    throw new ConnectError(`${this.#url}: its model does not know ${missing.length} channels, ${missing[0]} first`);
  }

  metrics(): Promise<string> {
    return this.#fetch('/metrics');
  }

  async post(frames: readonly LabelledFrame[]): Promise<readonly FrameResult[]> {
    const body = JSON.stringify(frames.map(recordOf));
    const answer = await this.#fetch('/v1/frames', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    const { results } = JSON.parse(answer) as { results: readonly FrameResult[] };
    const refused = results.find((result) => result.refused !== undefined);
    if (refused === undefined) return results;
    throw new ConnectError(`${this.#url}: a frame was refused: ${JSON.stringify(refused.refused)}`);
  }

  async #fetch(path: string, init?: RequestInit): Promise<string> {
    const address = this.#url + path;
    let response: Response;
    try {
      response = await fetch(address, init);
    } catch (cause) {
      throw new ConnectError(`${address}: no answer`, { cause });
    }
    const text = await response.text();
    if (!response.ok) throw new ConnectError(`${address}: ${response.status} ${text.slice(0, 300)}`);
    return text;
  }
}

function recordOf({ seq, time, values, quality }: LabelledFrame) {
  return {
    seq,
    time,
    values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    quality: [...quality],
  };
}

function count(
  confusion: Confusion,
  { events }: LabelledFrame,
  result: FrameResult,
  column: ReadonlyMap<string, number>,
): void {
  let [tp, fp] = [0, 0];
  for (const { channel } of result.flagged ?? []) {
    if (events[column.get(channel) as number] === 0) fp++;
    else tp++;
  }
  let anomalous = 0;
  for (const event of events) if (event !== 0) anomalous++;
  confusion.tp += tp;
  confusion.fp += fp;
  confusion.fn += anomalous - tp;
  confusion.tn += events.length - anomalous - fp;
}
