/** The running engine: its model, a watch over each origin of frames, what they have found, and how it is doing. */

import type { Clock } from '../../core/clock.ts';
import { OnlineEvaluation } from '../../detector/evaluation/online.ts';
import type { DetectionChange, DetectorSettings, Model } from '../../detector/index.ts';
import { EngineExposition } from '../../io/prometheus/engine.ts';
import type { ReaderOptions, RecordReader } from '../../io/stream/reader.ts';
import { RecordReaders } from '../../io/stream/readers.ts';
import { Watch } from '../../pipeline/watch.ts';
import { REFUSAL_REASONS, type Refusal, type RefusalReason } from '../../pipeline/watch-intake.ts';
import type { Logger } from '../log.ts';
import { VERSION } from '../version.ts';
import { DETECTED_KINDS } from './answers.ts';
import type { Origin } from './describe.ts';
import { DetectionLog } from './detection-log.ts';

const HEARTBEAT_MS = 15_000;
/** A source that sends nothing but faults must not fill the log: the first of each reason is told, then every … */
const LOGGED_REFUSALS = 1_000;

export interface EngineOptions {
  readonly settings: DetectorSettings;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class Engine {
  readonly settings: DetectorSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly exposition: EngineExposition;
  readonly detections = new DetectionLog();
  readonly #readers = new RecordReaders();
  readonly #watches = new Map<Origin, Watch>();
  readonly #refusals = new Map<RefusalReason, number>();
  /** Detections that the frame taken last has begun, changed or ended, by number. */
  #touched: number[] = [];
  #model: Model | undefined;
  #modelOrigin = '';
  #evaluation: OnlineEvaluation | undefined;
  #state: 'learning' | 'ready' | 'failed' | 'stopped' = 'learning';
  #failure = '';
  #cancelHeartbeat: () => void = () => {};

  constructor({ settings, clock, logger }: EngineOptions) {
    this.settings = settings;
    this.clock = clock;
    this.logger = logger;
    this.exposition = new EngineExposition({
      anomalyTypes: DETECTED_KINDS,
      refusals: REFUSAL_REASONS,
      build: { version: VERSION, node: process.version },
    });
    this.#beat();
  }

  get model(): Model | undefined {
    return this.#model;
  }

  /** Where the model came from, in words. */
  get modelOrigin(): string {
    return this.#modelOrigin;
  }

  /** Numbers of the detections that the frame taken last has begun, changed or ended. */
  get touched(): readonly number[] {
    return this.#touched;
  }

  /** Readers connected to the stream of detections. */
  get readers(): number {
    return this.#readers.count;
  }

  /** From now on frames can be taken. */
  use(model: Model, origin: string): void {
    this.#model = model;
    this.#modelOrigin = origin;
    this.#state = 'ready';
    const { version, hash, learned, channels } = model;
    this.exposition.model = { version: String(version), hash, learnedTo: learned.to };
    this.logger.info({ origin, channels: channels.length, frames: learned.rows, hash }, 'model in use');
  }

  /** There will be no model. */
  fail(reason: string): void {
    this.#state = 'failed';
    this.#failure = reason;
  }

  stop(): void {
    this.#state = 'stopped';
    this.#cancelHeartbeat();
    this.#readers.close();
  }

  /** Why no frames can be taken; undefined when they can. */
  notReady(): string | undefined {
    if (this.#state === 'ready') return undefined;
    if (this.#state === 'failed') return `There is no model: ${this.#failure}`;
    return this.#state === 'stopped' ? 'The engine is shutting down.' : 'The model is still being learned.';
  }

  /** The watch over an origin's frames; undefined until there is a model. */
  watch(origin: Origin): Watch | undefined {
    const model = this.#model;
    if (model === undefined) return undefined;
    const existing = this.#watches.get(origin);
    if (existing !== undefined) return existing;
    const { settings, clock } = this;
    const watch: Watch = new Watch({
      model,
      settings,
      clock,
      listener: {
        scored: (frame, latency) => {
          this.#touched = [];
          this.exposition.observeFrame(frame.values.length, latency, frame.time, clock.now());
        },
        refused: (refusal) => this.refuse(refusal, origin),
        changed: (change) => this.#changed(origin, change),
        restarted: (last) => {
          this.detections.endAll(origin, last);
          this.#published();
          this.logger.warn({ origin, last: new Date(last.time).toISOString() }, 'the frames begin anew');
        },
      },
    });
    this.#watches.set(origin, watch);
    return watch;
  }

  /** What compares with the truth that a source offers; there is one source at most. */
  evaluation(): OnlineEvaluation {
    this.#evaluation ??= new OnlineEvaluation(this.#model?.channels.map(({ id }) => id) ?? [], (delayS) =>
      this.exposition.detectionDelay.observe(delayS),
    );
    return this.#evaluation;
  }

  /** Brings what `/metrics` says of quality up to date. */
  updateQuality(): void {
    if (this.#evaluation === undefined) return;
    const { accuracy, precision, recall } = this.#evaluation.total();
    const { falseAlarms } = this.#evaluation;
    const accuracyLastHour = this.#evaluation.lastHour().accuracy;
    this.exposition.quality = { accuracy, accuracyLastHour, precision, recall, falseAlarms };
  }

  /** Counts a frame that could not be taken. */
  refuse(refusal: Refusal, origin: Origin): void {
    this.exposition.countRefusal(refusal.reason);
    const count = (this.#refusals.get(refusal.reason) ?? 0) + 1;
    this.#refusals.set(refusal.reason, count);
    if (count % LOGGED_REFUSALS === 1) this.logger.warn({ origin, ...refusal, count }, 'frame refused');
  }

  /** A byte stream of changes of detections for one reader. */
  openStream(options: ReaderOptions): RecordReader {
    return this.#readers.open(this.detections, options);
  }

  #changed(origin: Origin, change: DetectionChange): void {
    const { id, kind, sensors, explanation } = this.detections.take(origin, change);
    this.#touched.push(id);
    if (change.change === 'begun') {
      this.exposition.countDetection(kind);
      this.logger.info({ id, origin, kind, sensors: sensors.slice(0, 3), why: explanation.en }, 'anomaly detected');
    }
    this.#published();
  }

  #published(): void {
    this.exposition.open = this.detections.open;
    this.#readers.notify();
  }

  #beat(): void {
    this.#cancelHeartbeat = this.clock.after(HEARTBEAT_MS, () => {
      this.#readers.heartbeat();
      this.#beat();
    });
  }
}
