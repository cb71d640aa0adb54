/**
 * Reads the frame stream of a generator (records.ts says what is in it) and never gives up: after a cut it goes on
 * behind the last frame it has, with longer and longer waits between attempts. What the source no longer has is
 * told as missed; another run of the source is taken from its first frame.
 */

import type { Clock } from '../../core/clock.ts';
import { ConnectError } from '../../core/errors.ts';
import { backoffMs } from './backoff.ts';
import { LineCutter } from './lines.ts';

export interface StreamHello {
  readonly run: string;
  /** Ids in the order of `values` and `quality`. */
  readonly sensors: readonly string[];
  /** Names of the label codes; missing where the frames carry no labels. */
  readonly labels?: readonly string[];
}

export type RecordFault = 'malformed' | 'too_large' | 'out_of_order';

/** Called in order, never in parallel; must be quick. */
export interface StreamListener {
  /** A connection stands. `isNewRun`: the first one, or the source has started anew and counts frames from 0. */
  hello(hello: StreamHello, isNewRun: boolean): void;
  /** `received` is the clock's time when the record's line was complete. */
  frame(record: Readonly<Record<string, unknown>>, received: number): void;
  /** So many frames can no longer be had. */
  missed(frames: number): void;
  refused(fault: RecordFault, detail: string): void;
  /** The connection has ended; the next attempt comes after `waitMs`. */
  lost(reason: string, waitMs: number): void;
}

export interface StreamClientOptions {
  /** Base address of the generator. */
  readonly url: string;
  /** Ask for the truth about the readings too, where the source offers it. */
  readonly labels: boolean;
  readonly clock: Clock;
  /** Uniform in [0, 1): spreads the attempts of many readers. */
  readonly random: () => number;
  readonly listener: StreamListener;
}

/** A frame of 127 readings is 1.5 kB, one of a fleet of 10,000 about 120 kB. */
const LONGEST_LINE = 4 << 20;
/** Three heartbeats: a source that has been silent for longer has gone, whatever the connection says. */
const SILENCE_MS = 45_000;

/** Why a connection was given up on purpose, to be made anew at once. */
const AT_ONCE = Symbol('at once');

export class FrameStreamClient {
  readonly #options: StreamClientOptions;
  readonly #lines: LineCutter;
  #labels: boolean;
  #run: string | undefined;
  /** Last frame of this run that has been seen or is known to be lost. */
  #last = -1;
  /** Frames of this run seen: before the first, none has been missed. */
  #seen = 0;
  /** The run has changed, and the listener has not been told yet. */
  #isRenewed = false;
  #greeted = false;
  #attempt = 0;
  #connection = new AbortController();
  #stopped: Promise<void> | undefined;
  #wake: () => void = () => {};
  #isStopping = false;

  constructor(options: StreamClientOptions) {
    this.#options = options;
    this.#labels = options.labels;
    this.#lines = new LineCutter(
      {
        line: (text) => this.#record(text),
        tooLong: () => options.listener.refused('too_large', `a line of more than ${LONGEST_LINE} bytes`),
      },
      LONGEST_LINE,
    );
  }

  /** Connects, now and whenever the connection is lost. */
  start(): void {
    this.#stopped ??= this.#keepConnected();
  }

  /** Resolves when nothing more will be heard. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#connection.abort();
    this.#wake();
    await this.#stopped;
  }

  async #keepConnected(): Promise<void> {
    const { listener, random } = this.#options;
    while (!this.#isStopping) {
      const reason = await this.#readToTheEnd();
      if (this.#isStopping || reason === AT_ONCE) continue;
      const waitMs = backoffMs(this.#attempt++, random);
      listener.lost(reason, waitMs);
      await this.#wait(waitMs);
    }
  }

  /** One connection, from its request to its end, and why it ended. */
  async #readToTheEnd(): Promise<string | typeof AT_ONCE> {
    const { clock } = this.#options;
    this.#connection = new AbortController();
    this.#greeted = false;
    this.#lines.clear();
    const { signal } = this.#connection;
    let cancelSilence = () => {};
    const hush = () => {
      cancelSilence();
      cancelSilence = clock.after(SILENCE_MS, () =>
        this.#connection.abort(new ConnectError(`nothing came for ${SILENCE_MS / 1_000} s`)),
      );
    };
    try {
      hush();
      const response = await fetch(this.#address(), { signal, headers: { accept: 'application/x-ndjson' } });
      if (response.status === 400 && this.#labels) {
        // A source that does not know labels, or does not give them, refuses the whole request.
        this.#labels = false;
        await response.body?.cancel();
        return AT_ONCE;
      }
      if (!response.ok) throw new ConnectError(`it answered ${response.status} ${response.statusText}`);
      for await (const bytes of response.body ?? []) {
        hush();
        this.#lines.push(bytes);
        signal.throwIfAborted();
      }
      return 'the stream has ended';
    } catch (error) {
      return signal.reason === AT_ONCE ? AT_ONCE : reasonOf(error);
    } finally {
      cancelSilence();
      this.#connection.abort();
    }
  }

  /** Everything that the source still has, at first and of a new run; later what comes after the last frame. */
  #address(): string {
    const query = new URLSearchParams({ after: String(this.#last) });
    if (this.#labels) query.set('labels', '1');
    return `${this.#options.url.replace(/\/+$/, '')}/v1/frames?${query}`;
  }

  #record(line: string): void {
    // The rest of what came before the connection was given up.
    if (this.#connection.signal.aborted) return;
    const { clock, listener } = this.#options;
    const received = clock.now();
    const record = parseRecord(line);
    if (record === undefined) {
      listener.refused('malformed', line.slice(0, 80));
      return;
    }
    if (!this.#greeted) this.#hello(record);
    else if (record.type === 'frame') this.#frame(record, received);
    else if (record.type === 'gap') this.#gap(record);
    // Heartbeats have done their work by coming, an end is followed by the connection's; others are not for us.
  }

  #hello(record: Readonly<Record<string, unknown>>): void {
    const { run, sensors, labels } = record;
    if (record.type !== 'hello' || typeof run !== 'string' || !isNames(sensors)) {
      this.#connection.abort(new ConnectError('it does not begin with a hello record: is it a stream of frames?'));
      return;
    }
    const isNewRun = run !== this.#run;
    if (isNewRun && this.#run !== undefined && this.#last >= 0) {
      // What was asked for counts in frames of the old run.
      this.#run = run;
      this.#last = -1;
      this.#seen = 0;
      this.#isRenewed = true;
      this.#connection.abort(AT_ONCE);
      return;
    }
    this.#run = run;
    this.#greeted = true;
    this.#options.listener.hello({ run, sensors, ...(isNames(labels) ? { labels } : {}) }, isNewRun || this.#isRenewed);
    this.#isRenewed = false;
  }

  #frame(record: Readonly<Record<string, unknown>>, received: number): void {
    const { listener } = this.#options;
    const { seq } = record;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) {
      listener.refused('malformed', `seq ${JSON.stringify(seq)}`);
      return;
    }
    if (seq <= this.#last) {
      listener.refused('out_of_order', `frame ${seq} after ${this.#last}`);
      return;
    }
    if (this.#seen > 0 && seq > this.#last + 1) listener.missed(seq - this.#last - 1);
    this.#last = seq;
    this.#seen++;
    this.#attempt = 0;
    listener.frame(record, received);
  }

  #gap({ to }: Readonly<Record<string, unknown>>): void {
    if (typeof to !== 'number' || !Number.isSafeInteger(to) || to <= this.#last) return;
    if (this.#seen > 0) this.#options.listener.missed(to - this.#last);
    this.#last = to;
  }

  async #wait(delayMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(delayMs, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
    this.#wake = () => {};
  }
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === 'object' && record !== null ? (record as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

/** What a failed connection is told as: the network's own words where it has some. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const { code } = cause as NodeJS.ErrnoException;
  return cause.message || code || error.message;
}
