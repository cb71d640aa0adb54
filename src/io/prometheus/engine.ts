/** The engine's metrics: what it has scored, how fast, what it found, and where truth is known how well. */

import { InvariantError } from '../../core/errors.ts';
import { Rate } from '../../core/rate.ts';
import { Bytes } from '../bytes.ts';
import { Histogram } from './histogram.ts';
import { labelSet, type Sample, writeFamily } from './text.ts';

/** What every metric of the engine begins with (contract). */
export const ENGINE_PREFIX = 'edge_ai_';

/**
 * Upper bounds in seconds, from a microsecond to a second. The objective of 0.28 ms is a bound itself, so that the
 * share of predictions within it is exact, and close ones on both sides keep an estimated quantile near it right.
 */
const LATENCY_BOUNDS = [
  1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 3e-5, 4e-5, 5e-5, 6e-5, 8e-5, 1e-4, 1.25e-4, 1.5e-4, 1.75e-4, 2e-4, 2.25e-4, 2.5e-4,
  2.8e-4, 3.2e-4, 4e-4, 5e-4, 7.5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2.5e-2, 0.1, 1,
];
/** Simulated or plant time, from one tick to a week. */
const DELAY_BOUNDS = [5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 259_200, 604_800];

export interface ExposedEngine {
  /** The values of `anomaly_type`. */
  readonly anomalyTypes: readonly string[];
  /** The values of `reason` of a refused frame. */
  readonly refusals: readonly string[];
  /** Labels of `build_info`: versions. */
  readonly build: Readonly<Record<string, string>>;
}

export interface ExposedModel {
  readonly version: string;
  readonly hash: string;
  /** Time of the last frame it learned from, ms since the epoch. */
  readonly learnedTo: number;
}

/** How judgements compare with the truth so far; NaN where there is nothing to reckon from, and then not exposed. */
export interface ExposedQuality {
  /** Shares of readings, 0 … 1. */
  readonly accuracy: number;
  readonly accuracyLastHour: number;
  readonly precision: number;
  readonly recall: number;
  /** Detections without anything wrong. */
  readonly falseAlarms: number;
}

export class EngineExposition {
  /** How long anomalies that were found had lasted by then, s of the frames' own time. */
  readonly detectionDelay = new Histogram(
    `${ENGINE_PREFIX}detection_delay_seconds`,
    "From an anomaly's first touched reading to its detection, in the time of the frames.",
    DELAY_BOUNDS,
  );
  /** Whether the source of frames is connected; undefined where there is none but POST. */
  sourceUp: boolean | undefined;
  /** Detections that have not ended. */
  open = 0;
  model: ExposedModel | undefined;
  /** Undefined where no truth is offered. */
  quality: ExposedQuality | undefined;
  readonly #latency = new Histogram(
    `${ENGINE_PREFIX}prediction_latency_seconds`,
    'From a frame received to its reading scored, and explained where it is anomalous; one observation a reading.',
    LATENCY_BOUNDS,
  );
  readonly #buildLabels: string;
  readonly #detections: Map<string, number>;
  readonly #refusals: Map<string, number>;
  readonly #throughput = new Rate();
  readonly #busy = new Rate();
  #predictions = 0;
  #frames = 0;
  #newest = Number.NaN;
  #gaps = 0;
  #missed = 0;
  #reconnects = 0;
  readonly #out = new Bytes(1 << 14);

  constructor({ anomalyTypes, refusals, build }: ExposedEngine) {
    this.#buildLabels = labelSet(build);
    this.#detections = new Map(anomalyTypes.map((type) => [type, 0]));
    this.#refusals = new Map(refusals.map((reason) => [reason, 0]));
  }

  /** Frames scored. */
  get frames(): number {
    return this.#frames;
  }

  /**
   * A frame has been scored.
   * @param readings its length
   * @param latency s from its reception to the end of scoring and explaining
   * @param time of the frame, ms since the epoch
   * @param now of the machine's clock, ms
   */
  observeFrame(readings: number, latency: number, time: number, now: number): void {
    this.#latency.observe(latency, readings);
    this.#throughput.add(readings, now);
    this.#busy.add(latency, now);
    this.#predictions += readings;
    this.#frames++;
    this.#newest = time;
  }

  /** A detection has begun; of kind `unknown` where none is likely enough. */
  countDetection(type: string): void {
    increment(this.#detections, type, 'anomaly type');
  }

  countRefusal(reason: string): void {
    increment(this.#refusals, reason, 'reason to refuse a frame');
  }

  /** So many frames in a row can no longer be had. */
  countMissed(frames: number): void {
    this.#gaps++;
    this.#missed += frames;
  }

  countReconnect(): void {
    this.#reconnects++;
  }

  /** Seconds between the last frame that was learned from and the newest one scored; NaN without either. */
  modelAge(): number {
    return this.model === undefined ? Number.NaN : (this.#newest - this.model.learnedTo) / 1_000;
  }

  /** Readings scored a second over the last half minute. @param now of the machine's clock, ms */
  throughput(now: number): number {
    return this.#throughput.perSecond(now);
  }

  /** All metrics. @param now of the machine's clock, ms */
  render(now: number): Buffer {
    const out = this.#out;
    const gauge = (name: string, help: string, value: number) =>
      writeFamily(out, ENGINE_PREFIX + name, 'gauge', help, [['', value]]);
    const counter = (name: string, help: string, value: number) =>
      writeFamily(out, ENGINE_PREFIX + name, 'counter', help, [['', value]]);

    writeFamily(out, `${ENGINE_PREFIX}build_info`, 'gauge', 'Versions of the engine, in its labels.', [
      [this.#buildLabels, 1],
    ]);
    this.#latency.write(out);
    counter('predictions_total', 'Readings scored.', this.#predictions);
    const types = samplesOf(this.#detections, 'anomaly_type');
    writeFamily(out, `${ENGINE_PREFIX}anomalies_detected_total`, 'counter', 'Detections begun, by kind.', types);
    gauge('detections_open', 'Detections that have not ended.', this.open);
    const throughput = this.throughput(now);
    gauge('throughput_per_second', 'Readings scored a second over the last half minute.', throughput);
    const capacity = throughput / this.#busy.perSecond(now);
    gauge('capacity_per_second', 'Readings scored a second of work: how far throughput could rise.', capacity);

    counter('frames_total', 'Frames scored.', this.#frames);
    const refusals = samplesOf(this.#refusals, 'reason');
    writeFamily(out, `${ENGINE_PREFIX}frames_refused_total`, 'counter', 'Frames refused, by reason.', refusals);
    counter('frames_missed_total', 'Frames that the source no longer had.', this.#missed);
    counter('stream_gaps_total', 'Times that frames were missing from the stream.', this.#gaps);
    counter('stream_reconnects_total', 'Times that the stream was lost.', this.#reconnects);
    if (this.sourceUp !== undefined) {
      gauge('source_up', 'Whether the source of frames is connected.', this.sourceUp ? 1 : 0);
    }
    this.#writeModel(gauge);
    this.#writeQuality(gauge, counter);
    return out.take();
  }

  #writeModel(gauge: WriteOne): void {
    const { model } = this;
    if (model === undefined) return;
    const labels = labelSet({ version: model.version, hash: model.hash });
    writeFamily(this.#out, `${ENGINE_PREFIX}model_info`, 'gauge', 'The model in use, in its labels.', [[labels, 1]]);
    const help = 'From the last frame learned from to the newest frame, in the time of the frames.';
    gauge('model_age_seconds', help, this.modelAge());
  }

  #writeQuality(gauge: WriteOne, counter: WriteOne): void {
    const { quality } = this;
    if (quality === undefined) return;
    gauge('model_accuracy', 'Share of readings judged rightly, 0 to 1.', quality.accuracy);
    const help = 'The same over the last hour, in the time of the frames.';
    gauge('model_accuracy_last_hour', help, quality.accuracyLastHour);
    gauge('model_precision', 'Share of flagged readings that are anomalous, 0 to 1.', quality.precision);
    gauge('model_recall', 'Share of anomalous readings that are flagged, 0 to 1.', quality.recall);
    counter('false_alarms_total', 'Detections while nothing was wrong.', quality.falseAlarms);
    this.detectionDelay.write(this.#out);
  }
}

type WriteOne = (name: string, help: string, value: number) => void;

function increment(counts: Map<string, number>, key: string, what: string): void {
  const count = counts.get(key);
  if (count === undefined) throw new InvariantError(`${key} is no ${what}`);
  counts.set(key, count + 1);
}

function samplesOf(counts: ReadonlyMap<string, number>, label: string): Sample[] {
  return [...counts].map(([value, count]) => [labelSet({ [label]: value }), count]);
}
