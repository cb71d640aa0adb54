/** From records of any origin to frames in the order of the model's channels; what cannot be accepted gets a reason. */

import { createFrame, type Frame, QUALITY, QUALITY_NAMES } from '../core/frame.ts';

/** Why a frame is refused; the last four are found by those who carry records or keep them in order. */
export const REFUSAL_REASONS = [
  'malformed',
  'bad_time',
  'wrong_length',
  'unknown_channel',
  'bad_value',
  'bad_quality',
  'too_large',
  'out_of_order',
  'time_backwards',
  'no_common_channel',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** A frame that was not accepted. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** Within the record: `values.BIO-O2-01`. */
  readonly where: string;
  readonly got: unknown;
  readonly expected: string;
}

/** How the channels of a source fit those of the model. */
export interface Fit {
  /** Channels of the source that the model does not know; passed over. */
  readonly unknown: readonly string[];
  /** Channels of the model that the source does not have; taken as missing. */
  readonly missing: readonly string[];
}

/** Times before 1970 or after 2200 are no times of a plant. */
const LATEST = Date.UTC(2200, 0, 1);
const ZONED_ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

export class FrameIntake {
  /** Filled by `read`, the same object each time. */
  readonly frame: Frame;
  readonly #channels: readonly string[];
  readonly #placeOf: ReadonlyMap<string, number>;
  /** Channel of the model behind each place of a record's arrays; -1 for none. */
  #order: Int32Array;

  /** @param channels of the model; records with arrays are taken to have the same until told otherwise */
  constructor(channels: readonly string[]) {
    this.#channels = channels;
    this.#placeOf = new Map(channels.map((id, i) => [id, i]));
    this.#order = Int32Array.from(channels.keys());
    this.frame = createFrame(channels.length);
  }

  /** Says in which order the arrays of records to come hold their channels. */
  arrange(sourceChannels: readonly string[]): Fit {
    this.#order = Int32Array.from(sourceChannels, (id) => this.#placeOf.get(id) ?? -1);
    const theirs = new Set(sourceChannels);
    return {
      unknown: sourceChannels.filter((id) => !this.#placeOf.has(id)),
      missing: this.#channels.filter((id) => !theirs.has(id)),
    };
  }

  /** Place in the model of the channel at a place of the source's arrays; -1 for none. */
  channelAt(place: number): number {
    return this.#order[place] ?? -1;
  }

  /**
   * Fills `frame` from a record with `time`, `values` (by id, or as an array in the arranged order), and perhaps
   * `seq` and `quality` in the same form as the values.
   * @param nextSeq the number of a record that has none
   */
  read(record: unknown, nextSeq: number): Refusal | undefined {
    if (!isObject(record)) return refuse('malformed', '', record, 'a frame: {"time": …, "values": …}');
    const { frame } = this;
    const seq = record.seq ?? nextSeq;
    if (!Number.isSafeInteger(seq) || (seq as number) < 0) {
      return refuse('malformed', 'seq', seq, 'a whole number from 0, or none');
    }
    const time = parseTime(record.time);
    if (time === undefined) {
      const expected = 'milliseconds since 1970, or an instant with its zone such as 2026-01-31T06:00:00Z';
      return refuse('bad_time', 'time', record.time, expected);
    }
    frame.seq = seq as number;
    frame.time = time;
    frame.values.fill(Number.NaN);
    frame.quality.fill(QUALITY.missing);
    const { values, quality } = record;
    if (Array.isArray(values)) return this.#readArrays(values, quality);
    if (isObject(values)) return this.#readById(values, quality);
    return refuse('malformed', 'values', values, 'readings by channel id, or an array of them');
  }

  #readArrays(values: readonly unknown[], quality: unknown): Refusal | undefined {
    const order = this.#order;
    if (values.length !== order.length) {
      return refuse('wrong_length', 'values', `${values.length} readings`, `${order.length} readings`);
    }
    if (quality !== undefined && !(Array.isArray(quality) && quality.length === order.length)) {
      return refuse('bad_quality', 'quality', quality, `an array of ${order.length} codes, or none`);
    }
    for (let i = 0; i < order.length; i++) {
      if (order[i] < 0) continue;
      const fault = this.#take(order[i], values[i], quality?.[i]);
      if (fault !== undefined) return faultAt(fault, i, values[i], quality?.[i]);
    }
    return undefined;
  }

  #readById(values: Readonly<Record<string, unknown>>, quality: unknown): Refusal | undefined {
    if (quality !== undefined && !isObject(quality)) {
      return refuse('bad_quality', 'quality', quality, 'codes by channel id, as the values, or none');
    }
    for (const id of Object.keys(quality ?? {})) {
      if (!(id in values)) return refuse('bad_quality', `quality.${id}`, id, 'a channel that has a value');
    }
    for (const [id, value] of Object.entries(values)) {
      const channel = this.#placeOf.get(id);
      if (channel === undefined) return refuse('unknown_channel', `values.${id}`, id, 'a channel of the model');
      const fault = this.#take(channel, value, quality?.[id]);
      if (fault !== undefined) return faultAt(fault, id, value, quality?.[id]);
    }
    return undefined;
  }

  /** Takes one reading; says what is wrong with it. */
  #take(channel: number, value: unknown, quality: unknown): 'bad_value' | 'bad_quality' | undefined {
    const code = quality === undefined ? QUALITY.good : qualityCode(quality);
    if (code === undefined) return 'bad_quality';
    if (value === null || code === QUALITY.missing) return undefined;
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'bad_value';
    this.frame.values[channel] = value;
    this.frame.quality[channel] = code;
    return undefined;
  }
}

/** Milliseconds since the epoch; undefined for anything that is no instant. */
function parseTime(time: unknown): number | undefined {
  // Without a zone the text would mean another instant on another machine.
  const ms = typeof time === 'string' && ZONED_ISO.test(time) ? Date.parse(time) : time;
  return typeof ms === 'number' && ms >= 0 && ms < LATEST ? ms : undefined;
}

/** A code, or the name of one; 0 … 3. */
function qualityCode(quality: unknown): number | undefined {
  const code = typeof quality === 'string' ? (QUALITY_NAMES as readonly string[]).indexOf(quality) : quality;
  return typeof code === 'number' && code in QUALITY_NAMES ? code : undefined;
}

function faultAt(fault: 'bad_value' | 'bad_quality', key: number | string, value: unknown, quality: unknown): Refusal {
  const place = typeof key === 'number' ? `[${key}]` : `.${key}`;
  return fault === 'bad_value'
    ? refuse(fault, `values${place}`, value, 'a finite number, or null where missing')
    : refuse(fault, `quality${place}`, quality, `0 to 3, or one of ${QUALITY_NAMES.join(', ')}`);
}

function refuse(reason: RefusalReason, where: string, got: unknown, expected: string): Refusal {
  // Undefined would be left out of an answer in JSON.
  return { reason, where, got: got === undefined ? 'nothing' : got, expected };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
