/**
 * The records of the frame stream and their bytes: JSON lines, or the same JSON as server-sent events. A record
 * is encoded once for all readers and both formats: the JSON line is a slice of the event.
 *
 * A reader sees one `hello`, then `frame` records in order of `seq`; `gap` says which frames it can no longer
 * get; `heartbeat` comes when nothing else does; `end` closes. Readers must pass over types they do not know.
 */

import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { type Frame, QUALITY_NAMES } from '../../core/frame.ts';
import type { LabelRing } from '../../core/label-ring.ts';
import { TICK_MS } from '../../core/time.ts';

export type StreamFormat = 'sse' | 'ndjson';
export const CONTENT_TYPES: Record<StreamFormat, string> = {
  sse: 'text/event-stream; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** What a reader needs once to understand the frames. */
export interface StreamDescription {
  /** Names this run: sequence numbers of another run are not comparable. */
  readonly run: string;
  /** Sensor ids in the order of `values` and `quality`. */
  readonly sensors: readonly string[];
}

export type EndReason = 'limit' | 'shutdown';

export type EncodedRecord = Readonly<Record<StreamFormat, Buffer>>;

/**
 * `oldest` and `next` are the sequence numbers of the oldest frame kept and of the frame to come.
 * @param labels whether the frames to follow carry them: their codes are named then
 */
export function encodeHello(
  description: StreamDescription,
  oldest: number,
  next: number,
  labels: boolean,
): EncodedRecord {
  const { run, sensors } = description;
  const codes = { quality: QUALITY_NAMES, ...(labels ? { labels: ['normal', ...ANOMALY_KINDS] } : {}) };
  return encode(JSON.stringify({ type: 'hello', run, tick_s: TICK_MS / 1_000, ...codes, oldest, next, sensors }));
}

/** Frames `from` to `to`, both included, are no longer kept. */
export function encodeGap(from: number, to: number): EncodedRecord {
  return encode(JSON.stringify({ type: 'gap', from, to, missed: to - from + 1 }), to);
}

export function encodeHeartbeat(next: number): EncodedRecord {
  return encode(JSON.stringify({ type: 'heartbeat', next }));
}

/** `next` is the sequence number with which this reader would have gone on. */
export function encodeEnd(reason: EndReason, next: number): EncodedRecord {
  return encode(JSON.stringify({ type: 'end', reason, next }));
}

/**
 * Written by hand: three times as fast as `JSON.stringify` of copied arrays. Missing readings are `null`.
 * @param labels where given, the record has `[place of the sensor, kind code, event id]` of each labelled reading
 */
export function encodeFrame(frame: Frame, labels?: LabelRing): EncodedRecord {
  const { seq, time, values, quality } = frame;
  let numbers = '';
  let codes = '';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    numbers += Number.isFinite(value) ? `${value},` : 'null,';
    codes += `${quality[i]},`;
  }
  const iso = new Date(time).toISOString();
  const truth = labels === undefined ? '' : `,"labels":[${labelTriples(labels, seq)}]`;
  const json = `{"type":"frame","seq":${seq},"time":"${iso}","values":[${numbers.slice(0, -1)}],"quality":[${codes.slice(0, -1)}]${truth}}`;
  return encode(json, seq);
}

function labelTriples(labels: LabelRing, seq: number): string {
  let text = '';
  labels.forEach(seq, (sensor, kind, event) => {
    text += `${text === '' ? '' : ','}[${sensor},${kind},${event}]`;
  });
  return text;
}

/** @param id what a browser sends back as `Last-Event-ID` to go on from there */
export function encode(json: string, id?: number): EncodedRecord {
  const head = id === undefined ? 'data: ' : `id: ${id}\ndata: `;
  const sse = Buffer.from(`${head}${json}\n\n`);
  return { sse, ndjson: sse.subarray(head.length, sse.length - 1) };
}
