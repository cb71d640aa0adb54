/**
 * Events as they come and go, minute by minute: before the plant moves they take hold of it, afterwards they falsify its
 * readings, and whatever is not as it would have been is labelled.
 *
 * For every disturbance of the plant there is a world that lacks it (`docs/anomalies.md`): the worlds stand in a row, the
 * undisturbed one first, each next with one disturbance more, the reported one last. Once a disturbance has moved no reading
 * by more than the margin for `QUIET_MIN`, or by half of it for `CALM_MIN`, it is over: its world goes, and the reported plant takes up the state of the
 * one without it, so that a run whose events are all over is to the last bit the run that never had any.
 */

import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import { ConfigError } from '../core/errors.ts';
import { RandomStream } from '../core/random.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../core/time.ts';
import type { NoiseModel, Sensor } from '../sensors/index.ts';
import type { InfluentDisturbance } from './disturbed-influent.ts';
import type { AnomalyControl, AnomalyEvent, EventOrigin, EventRequest } from './event.ts';
import { ReadingHistory } from './history.ts';
import { Labels } from './labels.ts';
import { moveLevers } from './levers.ts';
import { readingMargins, settlingMargins } from './margins.ts';
import { type Plan, planEvent } from './plan.ts';
import { Run } from './run.ts';
import type { EffectContext, ReadingMinute } from './subtype.ts';
import type { World } from './world.ts';

/** Minutes without effect after which a disturbance is over: a quarter of the plant's daily rhythm. */
const QUIET_MIN = 6 * 60;
/** The same where it moves no reading by more than half of the margin: what is still to come is not likely to be twice that. */
const CALM_MIN = 60;
/** Events of one run at most: a request for more is refused, for they are kept for as long as the run lasts. */
const MOST_EVENTS = 100_000;

export interface TimelineOptions {
  readonly sensors: readonly Sensor[];
  readonly noise: NoiseModel;
  readonly seed: number | string;
  /** Simulated time of tick 0, ms since the Unix epoch. */
  readonly startTime: number;
  /** Minutes from the sewage source's t = 0 to tick 0. */
  readonly warmupMinutes: number;
  /** The reported world, and others of the same run. */
  readonly main: World;
  readonly createWorld: () => World;
}

export class Timeline implements AnomalyControl {
  readonly labels: Labels;
  /** Events started so far, by kind in the order of `ANOMALY_KINDS`. */
  readonly started = new Uint32Array(ANOMALY_KINDS.length);
  readonly #options: TimelineOptions;
  readonly #margins: Float64Array;
  readonly #runs: Run[] = [];
  /** Waiting for their start; falsifying readings; disturbing the plant. */
  #waiting: Run[] = [];
  #falsifying: Run[] = [];
  readonly #disturbing: Run[] = [];
  /** The row of worlds, only the reported one where nothing disturbs the plant. */
  readonly #worlds: World[];
  readonly #idle: World[] = [];
  readonly #minute: ReadingMinute;
  /** Minutes begun so far. */
  #minutes = 0;

  constructor(options: TimelineOptions) {
    const { sensors, noise, main } = options;
    this.#options = options;
    this.#margins = readingMargins(sensors, noise);
    this.labels = new Labels(this.#margins, settlingMargins(sensors, this.#margins));
    this.#worlds = [main];
    const { values, quality } = main;
    this.#minute = {
      stride: sensors.length,
      seq: 0,
      values,
      quality,
      honest: new Float64Array(values.length),
      honestQuality: new Uint8Array(values.length),
      undisturbed: new Float64Array(values.length),
      undisturbedQuality: new Uint8Array(values.length),
      marks: new Uint8Array(values.length),
      history: new ReadingHistory(sensors.length, TICKS_PER_DAY),
    };
  }

  /** The plant as it would be without any disturbance. */
  get undisturbed(): World {
    return this.#worlds[0];
  }

  /** All worlds that are simulated now, the reported one last. */
  get worlds(): readonly World[] {
    return this.#worlds;
  }

  list(): AnomalyEvent[] {
    return this.#runs.map((run) => run.describe());
  }

  plan(request: EventRequest): Omit<AnomalyEvent, 'id'> {
    const { id: _, ...event } = this.#run(0, this.#plan(request), 'request').describe();
    return event;
  }

  inject(request: EventRequest, origin: EventOrigin = 'request'): AnomalyEvent {
    return this.add(request, origin).describe();
  }

  /** As `inject`, for those who follow the event as it goes. */
  add(request: EventRequest, origin: EventOrigin): Run {
    if (this.#runs.length >= MOST_EVENTS) {
      throw new ConfigError({ where: 'event', got: 'one more', expected: `at most ${MOST_EVENTS} in a run` });
    }
    const run = this.#run(this.#runs.length + 1, this.#plan(request), origin);
    this.#runs.push(run);
    this.#waiting.push(run);
    return run;
  }

  stop(id: number): AnomalyEvent | undefined {
    const run = this.#runs[id - 1];
    if (run === undefined) return undefined;
    const now = this.#minutes * TICKS_PER_MINUTE;
    if (run.state === 'waiting') {
      this.#waiting = this.#waiting.filter((other) => other !== run);
      run.endTick = run.plan.startTick;
      run.finish(run.plan.startTick);
    } else if (run.state === 'active') {
      run.endTick = Math.min(run.endTick, now);
      const added = this.#disturbanceOf(run, this.#options.main);
      if (added !== undefined) added.until = Math.min(added.until, this.#options.warmupMinutes + this.#minutes + 1);
    }
    return run.describe();
  }

  /** Goes through the next minute: its readings are in the reported world, their labels in `labels`. */
  advance(): void {
    const minute = this.#minutes++;
    if (this.#waiting.length > 0) this.#startDue(minute);
    if (this.#disturbing.length > 0) moveLevers(this.#worlds, this.#disturbing, minute);
    // The reported one first: the others take its noise.
    for (let i = this.#worlds.length - 1; i >= 0; i--) this.#worlds[i].advance();
    this.labels.clear();
    if (this.#disturbing.length > 0) this.labels.labelPlant(this.#worlds, this.#disturbing, minute);
    if (this.#falsifying.length > 0) this.#falsify(minute);
    this.labels.count(this.#runs, minute);
    const { history, values, quality } = this.#minute;
    history.push(minute * TICKS_PER_MINUTE, values, quality);
    if (this.#disturbing.length > 0) this.#settle(minute);
  }

  #plan(request: EventRequest): Plan {
    const { sensors, startTime } = this.#options;
    return planEvent(request, { sensors, startTime, nextTick: this.#minutes * TICKS_PER_MINUTE });
  }

  #run(id: number, plan: Plan, origin: EventOrigin): Run {
    return new Run(id, plan, origin, this.#options.sensors, this.#options.startTime);
  }

  #startDue(minute: number): void {
    const due = this.#waiting.filter((run) => run.plan.startTick < (minute + 1) * TICKS_PER_MINUTE);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter((run) => !due.includes(run));
    for (const run of due) this.#start(run, minute);
  }

  #start(run: Run, minute: number): void {
    const { sensors, seed } = this.#options;
    const { subtype, columns, place, magnitude = 0, envelope } = run.plan;
    const context: EffectContext = {
      magnitude,
      envelope,
      columns,
      sensors: Array.from(columns, (column) => sensors[column]),
      place,
      catalogue: sensors,
      margins: this.#margins,
      random: new RandomStream(seed, streamName(run.plan)),
      scale: this.#options.main.station.scale,
    };
    run.effect = subtype.create(context);
    run.state = 'active';
    this.started[run.code - 1]++;
    const { readings, influent, plant } = run.effect;
    if (readings !== undefined) this.#falsifying.push(run);
    if (influent === undefined && plant === undefined) return;
    run.lastMinute = run.lastHalfMinute = minute;
    const twin = this.#idle.pop() ?? this.#options.createWorld();
    const main = this.#worlds[this.#worlds.length - 1];
    twin.copy(main);
    this.#worlds.splice(-1, 0, twin);
    this.#disturbing.push(run);
    if (influent === undefined) return;
    // The row of this minute has been read: the next is the first that can be changed.
    const from = this.#options.warmupMinutes + minute + 1;
    main.influent.disturbances.push({ part: influent, envelope, from, until: from + run.endMinute - minute });
  }

  #falsify(minute: number): void {
    const m = this.#minute;
    const [clean] = this.#worlds;
    const first = minute * TICKS_PER_MINUTE;
    (m as { seq: number }).seq = first;
    m.undisturbed.set(clean.values);
    m.undisturbedQuality.set(clean.quality);
    m.honest.set(m.values);
    m.honestQuality.set(m.quality);
    let isOver = false;
    for (const run of this.#falsifying) {
      const from = Math.max(0, run.plan.startTick - first);
      const to = Math.min(TICKS_PER_MINUTE, run.endTick - first);
      if (to > from) {
        m.marks.fill(0);
        run.effect?.readings?.apply(m, from, to, first + from - run.plan.startTick);
        this.labels.labelReadings(run, m, from, to);
      }
      if (run.endTick > first + TICKS_PER_MINUTE) continue;
      isOver = true;
      if (this.#disturbing.includes(run)) run.state = 'recovering';
      else run.finish(run.endTick);
    }
    if (isOver) this.#falsifying = this.#falsifying.filter((run) => run.state === 'active');
  }

  /** Ends disturbances whose effect has died out. */
  #settle(minute: number): void {
    for (let i = this.#disturbing.length - 1; i >= 0; i--) {
      const run = this.#disturbing[i];
      if (minute + 1 >= run.endMinute) run.state = 'recovering';
      if (run.state !== 'recovering') continue;
      const released = run.releaseMinute - 1;
      const quiet = minute - Math.max(run.lastMinute, released);
      const calm = minute - Math.max(run.lastHalfMinute, released);
      if (quiet >= QUIET_MIN || calm >= CALM_MIN) this.#drop(i);
    }
  }

  /** Takes a disturbance that is over out of the row. */
  #drop(i: number): void {
    const run = this.#disturbing[i];
    const without = this.#worlds[i];
    const isLast = i === this.#disturbing.length - 1;
    // The reported world stays the same object; any other can go itself.
    if (isLast) this.#worlds[i + 1].copy(without);
    this.#idle.push(...this.#worlds.splice(isLast ? i : i + 1, 1));
    this.#disturbing.splice(i, 1);
    for (const world of this.#worlds) {
      const added = this.#disturbanceOf(run, world);
      if (added !== undefined) world.influent.disturbances.splice(world.influent.disturbances.indexOf(added), 1);
    }
    run.finish((run.lastMinute + 1) * TICKS_PER_MINUTE);
  }

  #disturbanceOf(run: Run, world: World): InfluentDisturbance | undefined {
    return world.influent.disturbances.find(({ part }) => part === run.effect?.influent);
  }
}

/** By what an event is, not by how many there were before: adding one leaves the numbers of all others alone. */
function streamName({ subtype, startTick, place, columns }: Plan): string {
  return `anomaly/${subtype.kind}/${subtype.name}/${startTick}/${place}${columns.join()}`;
}
