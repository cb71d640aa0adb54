/** The running station: simulation, live runner, the frames kept, the stream and the compliance monitor. */

import { PARAMETERS } from '../../compliance/parameters.ts';
import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import type { Clock } from '../../core/clock.ts';
import { createFrame, type Frame } from '../../core/frame.ts';
import { LabelRing } from '../../core/label-ring.ts';
import { FrameRing } from '../../core/ring.ts';
import { StationExposition } from '../../io/prometheus/station.ts';
import { FrameFeed } from '../../io/stream/feed.ts';
import { LiveRunner } from '../../pipeline/live.ts';
import type { Simulation } from '../../pipeline/simulation.ts';
import type { Config } from '../config/schema.ts';
import type { Logger } from '../log.ts';
import { VERSION } from '../version.ts';
import { ComplianceFeed } from './compliance.ts';

/** Six hours at 5 s: what a reader of the stream can still get after an interruption. */
const FRAMES_KEPT = 4_320;
const HEARTBEAT_MS = 15_000;

export interface StationParts {
  readonly simulation: Simulation;
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class Station {
  readonly simulation: Simulation;
  readonly config: Config;
  /** Names this run: another one's sequence numbers are not comparable. */
  readonly run = crypto.randomUUID();
  readonly ring: FrameRing;
  /** The truth about the frames in the ring. */
  readonly labels: LabelRing;
  readonly runner: LiveRunner;
  readonly feed: FrameFeed;
  readonly compliance: ComplianceFeed;
  readonly exposition: StationExposition;
  readonly #clock: Clock;
  readonly #latest: Frame;
  /** Labels of the newest frame. */
  readonly #kinds: Uint8Array;
  readonly #events: Uint32Array;
  /** Events that `/metrics` has counted, by kind. */
  readonly #counted = new Uint32Array(ANOMALY_KINDS.length);
  readonly #places: ReadonlyMap<string, number>;
  #cancelHeartbeat: () => void = () => {};
  #failure: unknown;

  /** @throws ConfigError for settings that only show to be wrong together */
  constructor({ simulation, config, clock, logger }: StationParts) {
    const { sensors } = simulation;
    this.simulation = simulation;
    this.config = config;
    this.#clock = clock;
    this.ring = new FrameRing(sensors.length, FRAMES_KEPT);
    this.labels = new LabelRing(sensors.length, FRAMES_KEPT);
    this.#kinds = new Uint8Array(sensors.length);
    this.#events = new Uint32Array(sensors.length);
    this.feed = new FrameFeed(this.ring, this.labels, { run: this.run, sensors: sensors.map(({ id }) => id) });
    this.compliance = new ComplianceFeed(simulation, config);
    this.exposition = new StationExposition({
      sensors,
      anomalyKinds: ANOMALY_KINDS,
      build: { version: VERSION, node: process.version },
    });
    this.runner = new LiveRunner({
      simulation,
      ring: this.ring,
      clock,
      speed: config.speed,
      onFrame: (frame) => {
        this.compliance.frame(frame);
        simulation.readLabels(this.#kinds, this.#events);
        this.labels.push(frame.seq, this.#kinds, this.#events);
      },
      onBatch: () => {
        const frame = this.latest();
        if (frame !== undefined) this.exposition.observe(frame);
        this.#countAnomalies();
        this.feed.notify();
      },
      onFailure: (error) => {
        this.#failure = error;
        logger.fatal({ err: error }, 'the simulation failed; no more readings come');
      },
    });
    this.#latest = createFrame(sensors.length);
    this.#places = new Map(sensors.map(({ id }, i) => [id, i]));
  }

  start(): void {
    this.runner.start();
    this.#beat();
  }

  /** Ends the frames and, with a closing record, every reader of the stream. */
  stop(): void {
    this.runner.stop();
    this.#cancelHeartbeat();
    this.feed.close();
  }

  /** The newest frame, the same object each time; undefined before the first. */
  latest(): Frame | undefined {
    return this.ring.read(this.ring.next - 1, this.#latest) ? this.#latest : undefined;
  }

  /** The place of a sensor in every frame; undefined for an unknown id. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Brings what `/metrics` says of compliance up to date. */
  updateCompliance(): void {
    const { score, efficiency } = this.compliance.monitor;
    this.exposition.setCompliance({
      score,
      efficiency: Object.fromEntries(PARAMETERS.map((parameter, i) => [parameter, efficiency[i]])),
    });
  }

  /** Why the station is not well; undefined while it is. */
  trouble(): string | undefined {
    const { state, stalled } = this.runner.status();
    if (state === 'failed') return `The simulation failed: ${(this.#failure as Error).message}.`;
    if (stalled) return 'The simulation has stalled: no frame has come when it was due.';
    return undefined;
  }

  #countAnomalies(): void {
    const { started } = this.simulation.anomalies;
    ANOMALY_KINDS.forEach((kind, i) => {
      for (; this.#counted[i] < started[i]; this.#counted[i]++) this.exposition.countAnomaly(kind);
    });
  }

  #beat(): void {
    this.#cancelHeartbeat = this.#clock.after(HEARTBEAT_MS, () => {
      this.feed.heartbeat();
      this.#beat();
    });
  }
}
