/**
 * What every subtype of a kind must do, checked against a run of its own that never had the event: nothing before its start,
 * only what it may while it lasts, labels as its rule says, and nothing left of it after it has died out.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SUBTYPES, type Subtype } from '../../src/anomalies/index.ts';
import { readingMargins } from '../../src/anomalies/margins.ts';
import { type AnomalyKind, kindCode } from '../../src/core/anomaly-kinds.ts';
import { createFrame, type Frame, QUALITY } from '../../src/core/frame.ts';
import { DAY_MS, MINUTES_PER_DAY, TICK_MS, TICKS_PER_MINUTE } from '../../src/core/time.ts';
import { createSimulation, type StationSimulation } from '../../src/pipeline/create-simulation.ts';
import { openInfluent } from '../../src/pipeline/influent.ts';
import { buildCatalogue, type Sensor } from '../../src/sensors/index.ts';

const START = Date.UTC(2026, 4, 4);
const WARMUP_DAYS = 2;
/** After the hours that a replay needs, in the morning; plus some ticks, for what need not begin with a minute. */
const EVENT_MINUTE = 26 * 60;
const EVENT_TICKS = 5;
/** Minutes without effect after which a disturbance counts as over. */
const QUIET_MIN = 12 * 60;

const SET = buildCatalogue();
const MARGINS = readingMargins(SET.sensors, 'datasheet');
const COUNT = SET.sensors.length;

export function kindSuite(kind: AnomalyKind): void {
  describe(kind, () => {
    for (const subtype of SUBTYPES[kind]) {
      it(`${subtype.name} does what it may, when it may, and is labelled exactly`, () => play(subtype));
    }
  });
}

function play(subtype: Subtype): void {
  const simulation = freshRun();
  const clean = freshRun();
  const startTick = EVENT_MINUTE * TICKS_PER_MINUTE + (subtype.acts === 'sensor' ? EVENT_TICKS : 0);
  const { id } = simulation.anomalies.inject({
    kind: subtype.kind,
    subtype: subtype.name,
    target: targetOf(subtype),
    start: START + startTick * TICK_MS,
    durationS: subtype.duration.random[0],
    magnitude: subtype.magnitude?.default,
  });
  const endTick = startTick + subtype.duration.random[0] / (TICK_MS / 1000);
  const watch = new Watch(subtype, simulation, clean, startTick, endTick);
  const most = endTick / TICKS_PER_MINUTE + subtype.recoveryDays * MINUTES_PER_DAY + QUIET_MIN + 2;
  let minute = 0;
  for (; minute <= most && simulation.anomalies.list()[id - 1].state !== 'over'; minute++) watch.minute(minute);
  const event = simulation.anomalies.list()[id - 1];
  assert.equal(
    event.state,
    'over',
    `still ${event.state} ${minute - endTick / TICKS_PER_MINUTE} minutes after its end`,
  );
  assert.ok(event.readings > 0, 'it labels no reading');
  assert.equal(event.readings, watch.labelled);
  assert.ok(event.sensors.every(({ first }) => first >= event.start));
  // What is left afterwards must be nothing, to the last bit: an hour of it.
  watch.isOver = true;
  for (let k = 0; k < 60; k++, minute++) watch.minute(minute);
}

/** Compares two runs tick by tick. */
class Watch {
  isOver = false;
  labelled = 0;
  readonly #subtype: Subtype;
  readonly #simulation: StationSimulation;
  readonly #clean: StationSimulation;
  readonly #startTick: number;
  readonly #endTick: number;
  readonly #own: ReadonlySet<number>;
  readonly #frame = createFrame(COUNT);
  readonly #expected = createFrame(COUNT);
  readonly #kinds = new Uint8Array(COUNT);
  readonly #events = new Uint32Array(COUNT);
  readonly #changesPlant: boolean;

  constructor(subtype: Subtype, simulation: StationSimulation, clean: StationSimulation, start: number, end: number) {
    this.#subtype = subtype;
    this.#simulation = simulation;
    this.#clean = clean;
    this.#startTick = start;
    this.#endTick = end;
    this.#changesPlant = subtype.acts !== 'sensor';
    const { names } = simulation.anomalies.list()[0].cause;
    this.#own = new Set(SET.sensors.flatMap((sensor, column) => (names.includes(sensor.id) ? [column] : [])));
  }

  minute(minute: number): void {
    for (let k = 0; k < TICKS_PER_MINUTE; k++) {
      this.#simulation.next(this.#frame);
      this.#clean.next(this.#expected);
      this.#simulation.readLabels(this.#kinds, this.#events);
      this.#tick(minute * TICKS_PER_MINUTE + k);
    }
    const [truth, expected] = [this.#simulation.station.truth, this.#clean.station.truth];
    if (!this.#changesPlant || this.isOver || minute * TICKS_PER_MINUTE < this.#startTick - TICKS_PER_MINUTE) {
      assert.deepEqual(truth, expected, `the plant differs at minute ${minute}`);
    }
  }

  #tick(tick: number): void {
    const mayDiffer = !this.isOver && tick >= this.#startTick && (this.#changesPlant || tick < this.#endTick);
    for (let column = 0; column < COUNT; column++) {
      const label = this.#kinds[column];
      const where = () => `${SET.sensors[column].id} at tick ${tick - this.#startTick} of the event`;
      assert.equal(this.#events[column], label === 0 ? 0 : 1, where());
      if (label !== 0) {
        assert.equal(label, kindCode(this.#subtype.kind), where());
        assert.ok(mayDiffer, `a label outside the event: ${where()}`);
        this.labelled++;
      }
      const isSame = sameReading(this.#frame, this.#expected, column);
      if (!mayDiffer || !(this.#changesPlant || this.#own.has(column))) {
        assert.ok(isSame, `touched without leave: ${where()}`);
      }
      if (this.#changesPlant && this.#subtype.acts !== 'setpoint') this.#checkPlantLabel(column, label, where);
    }
  }

  /** Labelled if and only if it differs by more than the margin. */
  #checkPlantLabel(column: number, label: number, where: () => string): void {
    const [a, b] = [this.#frame, this.#expected];
    const isMissing = a.quality[column] === QUALITY.missing;
    const differs =
      isMissing !== (b.quality[column] === QUALITY.missing) ||
      Math.abs(a.values[column] - b.values[column]) > MARGINS[column];
    assert.equal(label !== 0, differs, `${a.values[column]} instead of ${b.values[column]}: ${where()}`);
  }
}

function sameReading(a: Frame, b: Frame, column: number): boolean {
  return Object.is(a.values[column], b.values[column]) && a.quality[column] === b.quality[column];
}

function freshRun(): StationSimulation {
  const { openSource } = openInfluent({ kind: 'generator', seed: 3, start: START - WARMUP_DAYS * DAY_MS });
  return createSimulation({
    seed: 3,
    startTime: START,
    warmupDays: WARMUP_DAYS,
    openSource,
    sensors: SET,
    noise: 'datasheet',
  });
}

/** The least that a subtype can act on. */
function targetOf({ acts, places, families, refuses, sensors: count }: Subtype): string[] {
  if (places !== undefined) return [places[0]];
  if (acts !== 'sensor') return [];
  const suited: readonly Sensor[] = SET.sensors.filter((sensor) => refuses?.(sensor) === undefined);
  const pool = families === undefined ? suited.map(({ id }) => id) : families(suited)[0];
  return pool.slice(0, Math.max(count?.min ?? 1, 1));
}
