/**
 * The station's metrics. At fleet size a scrape is hundreds of thousands of lines, so labels are text once and
 * for all, values are arrays of numbers, and a long scrape is cut into pieces between which the process goes on.
 */

import { ConfigError, InvariantError } from '../../core/errors.ts';
import { type Frame, QUALITY } from '../../core/frame.ts';
import { Bytes } from '../bytes.ts';
import { familyHeader, isMetricName, labelSet, writeFamily, writeValue } from './text.ts';

/** What every metric of the station begins with (contract). */
export const PREFIX = 'station_traffeyere_';

/** Lines written without a pause: well below a millisecond, about 150 kB. */
const LINES_PER_PIECE = 1_000;

export interface ExposedSensor {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly location: string;
  readonly unit: string;
}

export interface ExposedStation {
  readonly sensors: readonly ExposedSensor[];
  /** The values of `anomaly_type`. */
  readonly anomalyKinds: readonly string[];
  /** Labels of `build_info`: versions. */
  readonly build: Readonly<Record<string, string>>;
}

/** Compliance as the last whole sample tells it; NaN where it is not known yet, and then not exposed. */
export interface ExposedCompliance {
  /** 0–100. */
  readonly score: number;
  /** Removal of each parameter, %. */
  readonly efficiency: Readonly<Record<string, number>>;
}

/** What a scrape shows, a number a sensor; samples that are NaN are left out, and their series go stale. */
interface Moment {
  readonly reading: Float64Array;
  /** 1 or 0. */
  readonly up: Float64Array;
  /** Simulated time of the latest reading, s since the Unix epoch. */
  readonly lastTime: Float64Array;
  /** 1 for every sensor. */
  readonly one: Float64Array;
}

/** A family that has a sample for each of some sensors. */
interface SensorFamily {
  readonly header: Buffer;
  readonly name: Buffer;
  readonly labels: TextTable;
  readonly indices: Uint32Array;
  readonly column: keyof Moment;
}

/** Texts one after another in one buffer: text i stands from `start[i]` to `start[i + 1]`. */
interface TextTable {
  readonly bytes: Buffer;
  readonly start: Uint32Array;
}

export class StationExposition {
  readonly #sensors: number;
  readonly #families: readonly SensorFamily[];
  readonly #buildLabels: string;
  readonly #anomalies: Map<string, number>;
  #compliance: ExposedCompliance = { score: Number.NaN, efficiency: {} };
  readonly #now: Moment;
  readonly #out = new Bytes(1 << 16);

  /** Throws ConfigError where a sensor's type cannot be part of a metric's name. */
  constructor({ sensors, anomalyKinds, build }: ExposedStation) {
    this.#sensors = sensors.length;
    this.#families = sensorFamilies(sensors);
    this.#buildLabels = labelSet(build);
    this.#anomalies = new Map(anomalyKinds.map((kind) => [kind, 0]));
    const column = (value: number) => new Float64Array(sensors.length).fill(value);
    this.#now = { reading: column(Number.NaN), up: column(0), lastTime: column(Number.NaN), one: column(1) };
  }

  /** Takes the readings of a frame; to be called for every frame, or for the last of those that come at once. */
  observe({ time, values, quality }: Frame): void {
    const { reading, up, lastTime } = this.#now;
    const seconds = time / 1_000;
    for (let i = 0; i < reading.length; i++) {
      const isPresent = quality[i] !== QUALITY.missing && !Number.isNaN(values[i]);
      reading[i] = isPresent ? values[i] : Number.NaN;
      up[i] = isPresent ? 1 : 0;
      if (isPresent) lastTime[i] = seconds;
    }
  }

  setCompliance(compliance: ExposedCompliance): void {
    this.#compliance = compliance;
  }

  /** Counts an anomaly that began. */
  countAnomaly(kind: string): void {
    const count = this.#anomalies.get(kind);
    if (count === undefined) throw new InvariantError(`${kind} is not an anomaly kind`);
    this.#anomalies.set(kind, count + 1);
  }

  /** All metrics at once: for one station, whose scrape takes a tenth of a millisecond. */
  render(): Buffer {
    const pieces = this.#pieces(this.#out, this.#now);
    while (!pieces.next().done);
    return this.#out.take();
  }

  /** All metrics of this moment in pieces; the process's other work gets its turn between them. */
  async *chunks(): AsyncGenerator<Buffer> {
    const { reading, up, lastTime, one } = this.#now;
    const moment = { reading: reading.slice(), up: up.slice(), lastTime: lastTime.slice(), one };
    const out = new Bytes(1 << 18);
    const pieces = this.#pieces(out, moment);
    for (let done = false; !done; ) {
      done = pieces.next().done ?? false;
      yield out.take();
      if (!done) await new Promise(setImmediate);
    }
  }

  /** Writes everything to `out` and pauses after every `LINES_PER_PIECE` lines about sensors. */
  *#pieces(out: Bytes, moment: Moment): Generator<undefined> {
    this.#writeStation(out);
    let lines = 0;
    for (const { header, name, labels, indices, column } of this.#families) {
      const values = moment[column];
      out.raw(header);
      for (const i of indices) {
        if (Number.isNaN(values[i])) continue;
        out.raw(name);
        out.range(labels.bytes, labels.start[i], labels.start[i + 1]);
        writeValue(out, values[i]);
        if (++lines % LINES_PER_PIECE === 0) yield;
      }
    }
  }

  /** The families about the station as a whole. */
  #writeStation(out: Bytes): void {
    writeFamily(out, `${PREFIX}build_info`, 'gauge', 'Versions of the station, in its labels.', [
      [this.#buildLabels, 1],
    ]);
    writeFamily(out, `${PREFIX}total_sensors`, 'gauge', 'Instruments in the catalogue.', [['', this.#sensors]]);
    const anomalies = [...this.#anomalies].map(([kind, count]) => [labelSet({ anomaly_type: kind }), count] as const);
    writeFamily(out, `${PREFIX}anomalies_total`, 'counter', 'Anomalies injected since the start, by kind.', anomalies);
    const { score, efficiency } = this.#compliance;
    writeFamily(
      out,
      `${PREFIX}compliance_score`,
      'gauge',
      'Compliance with the discharge limits, 0 (none) to 100 (full).',
      [['', score]],
    );
    const removals = Object.entries(efficiency).map(
      ([parameter, percent]) => [labelSet({ parameter }), percent] as const,
    );
    writeFamily(
      out,
      `${PREFIX}treatment_efficiency_percent`,
      'gauge',
      'Removal from inlet to outlet, by parameter.',
      removals,
    );
  }
}

function sensorFamilies(sensors: readonly ExposedSensor[]): SensorFamily[] {
  const place = ({ id, stage, location }: ExposedSensor) => ({ sensor_id: id, process_stage: stage, location });
  const places = textTable(sensors.map((sensor) => labelSet(place(sensor))));
  const info = textTable(sensors.map((sensor) => labelSet({ ...place(sensor), type: sensor.type, unit: sensor.unit })));
  const family = (
    name: string,
    help: string,
    column: keyof Moment,
    labels: TextTable,
    indices = sensors.keys().toArray(),
  ): SensorFamily => ({
    header: Buffer.from(familyHeader(PREFIX + name, 'gauge', help)),
    name: Buffer.from(PREFIX + name),
    labels,
    indices: Uint32Array.from(indices),
    column,
  });
  const readings = [...indicesByType(sensors)].map(([type, indices]) => {
    const units = [...new Set(indices.map((i) => sensors[i].unit))].join(', ');
    const help = `Latest reading of the ${type} instruments, simulated, in ${units}.`;
    return family(`${type}_current`, help, 'reading', places, indices);
  });
  return [
    ...readings,
    family('sensor_up', 'Whether the instrument gives readings: 1, or 0 where it is stopped.', 'up', places),
    family(
      'last_reading_timestamp_seconds',
      'Simulated time of the latest reading, in seconds since the Unix epoch; not the clock of this machine.',
      'lastTime',
      places,
    ),
    family('sensor_info', 'What the instrument is, in its labels; the unit is a UCUM code.', 'one', info),
  ];
}

function indicesByType(sensors: readonly ExposedSensor[]): Map<string, number[]> {
  const types = new Map<string, number[]>();
  sensors.forEach(({ id, type }, i) => {
    if (!isMetricName(PREFIX + type)) {
      throw new ConfigError({ where: `sensor ${id}: type`, got: type, expected: 'letters, digits and underscores' });
    }
    const indices = types.get(type);
    if (indices) indices.push(i);
    else types.set(type, [i]);
  });
  return types;
}

function textTable(texts: readonly string[]): TextTable {
  const bytes = new Bytes(1 << 16);
  const start = new Uint32Array(texts.length + 1);
  texts.forEach((text, i) => {
    bytes.text(text);
    start[i + 1] = bytes.length;
  });
  return { bytes: bytes.take(), start };
}
