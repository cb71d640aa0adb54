/**
 * Events at random such that in the long run a given share of all readings is labelled.
 *
 * The schedule keeps an account in readings: every tick pays in the share that is wanted, every event draws what it labels,
 * reckoned as expected until it is over and as counted from then on. The next event is drawn beforehand and starts once
 * the account holds a random part, uniform between none and all, of what it is expected to draw: the account is then as
 * often in credit as in debt, whatever the sizes of events.
 */

import { ANOMALY_KINDS, type AnomalyKind } from '../core/anomaly-kinds.ts';
import { ConfigError } from '../core/errors.ts';
import { RandomStream } from '../core/random.ts';
import { TICK_MS, TICKS_PER_DAY, TICKS_PER_MINUTE } from '../core/time.ts';
import type { Sensor } from '../sensors/index.ts';
import { SUBTYPES } from './catalogue.ts';
import type { EventRequest } from './event.ts';
import type { Run } from './run.ts';
import type { Amount, Subtype } from './subtype.ts';
import type { Timeline } from './timeline.ts';

export type AnomalyMix = Readonly<Record<AnomalyKind, number>>;

export interface ScheduleOptions {
  /** Share of readings labelled in the long run, 0 to `MOST_PROBABLE`. */
  readonly probability: number;
  /** How often events of each kind come relative to those of others; at least one above 0. */
  readonly mix: AnomalyMix;
  readonly seed: number | string;
  readonly sensors: readonly Sensor[];
  /** Simulated time of tick 0, ms since the Unix epoch. */
  readonly startTime: number;
}

/** Beyond this share normal operation is no longer the rule, and events would stand in each other's way. */
export const MOST_PROBABLE = 0.2;
/**
 * Instruments fail more often than plants (estimate). As an event of the plant touches many sensors and a fault one, the kinds
 * come out about equal in readings.
 */
export const DEFAULT_MIX: AnomalyMix = {
  sensor_fault: 4,
  sensor_drift: 2,
  pollution_spike: 1,
  process_malfunction: 1.2,
  cyberattack: 1.5,
};

/** Disturbances of the plant at a time, each of which costs a plant of its own. */
const MOST_DISTURBANCES = 4;
/** Tries to draw an event that does not stand in another's way before a minute is let pass. */
const TRIES = 20;
/** Events drawn beforehand to see how long they last on average. */
const SAMPLE = 1_000;

interface Draw {
  readonly subtype: Subtype;
  readonly request: EventRequest;
  /** Readings it is expected to label. */
  readonly size: number;
  readonly ticks: number;
}

export class Schedule {
  readonly #options: ScheduleOptions;
  readonly #timeline: Timeline;
  readonly #random: RandomStream;
  /** Readings that the account is ahead by: what the events under way at any moment have still to label. */
  readonly #lead: number;
  #running: { readonly run: Run; readonly size: number }[] = [];
  /** Labelled by events that are over. */
  #settled = 0;
  #next: Draw;
  #threshold: number;

  /** @throws ConfigError for a share or a mix that cannot be had */
  constructor(timeline: Timeline, options: ScheduleOptions) {
    const { probability, mix, seed } = options;
    if (!(probability >= 0 && probability <= MOST_PROBABLE)) {
      throw new ConfigError({ where: 'anomaly_probability', got: probability, expected: `0 to ${MOST_PROBABLE}` });
    }
    if (!ANOMALY_KINDS.some((kind) => mix[kind] > 0) || !ANOMALY_KINDS.every((kind) => mix[kind] >= 0)) {
      const expected = 'numbers of 0 or more, one at least above 0';
      throw new ConfigError({ where: 'anomaly_mix', got: JSON.stringify(mix), expected });
    }
    this.#options = options;
    this.#timeline = timeline;
    this.#lead = this.#meanOutstanding(new RandomStream(seed, 'anomaly/schedule/sample'));
    this.#random = new RandomStream(seed, 'anomaly/schedule');
    this.#next = this.#draw(this.#random);
    this.#threshold = this.#random.uniform() * this.#next.size;
  }

  /**
   * Before a minute is simulated: plans the events that start in it.
   * @param minute since the start of the run
   */
  begin(minute: number): void {
    const { probability, sensors } = this.#options;
    if (probability === 0) return;
    const paid = probability * sensors.length * TICKS_PER_MINUTE * minute + this.#lead;
    for (let tries = 0; paid - this.#drawn() >= this.#threshold && tries < TRIES; tries++) this.#start(minute);
  }

  /** Readings labelled or yet to be labelled by the events so far. */
  #drawn(): number {
    let sum = this.#settled;
    let hasEnded = false;
    for (const { run, size } of this.#running) {
      if (run.state === 'over') hasEnded = true;
      sum += run.state === 'over' ? run.readings : Math.max(size, run.readings);
    }
    if (hasEnded) {
      for (const { run } of this.#running) if (run.state === 'over') this.#settled += run.readings;
      this.#running = this.#running.filter(({ run }) => run.state !== 'over');
    }
    return sum;
  }

  /** Starts the event that is next, or puts another in its place where it cannot be now. */
  #start(minute: number): void {
    const { subtype, request, size } = this.#next;
    const disturbing = this.#running.filter(({ run }) => run.plan.subtype.acts !== 'sensor');
    if (subtype.acts !== 'sensor' && disturbing.length >= MOST_DISTURBANCES) return;
    const tick = TICKS_PER_MINUTE * minute + Math.floor(TICKS_PER_MINUTE * this.#random.uniform());
    const start = this.#options.startTime + tick * TICK_MS;
    const isFree = !this.#running.some(({ run }) => standsInTheWay(run, this.#next));
    const hasHistory = tick >= (subtype.historyHours ?? 0) * (TICKS_PER_DAY / 24);
    if (isFree && hasHistory) {
      this.#running.push({ run: this.#timeline.add({ ...request, start }, 'schedule'), size });
    }
    this.#next = this.#draw(this.#random);
    this.#threshold = this.#random.uniform() * this.#next.size;
  }

  #draw(random: RandomStream): Draw {
    const { mix, sensors } = this.#options;
    const kind = pick(random, ANOMALY_KINDS, (name) => mix[name]);
    const subtype = pick(random, SUBTYPES[kind], ({ weight }) => weight);
    const target = subtype.places ? [pick(random, subtype.places, () => 1)] : drawSensors(random, subtype, sensors);
    const durationS = drawAmount(random, subtype.duration);
    const magnitude = subtype.magnitude && drawAmount(random, subtype.magnitude);
    const ticks = Math.round((1000 * durationS) / TICK_MS);
    const request = { kind, subtype: subtype.name, target, durationS, magnitude };
    const { typicalReadings, labelledShare = 1 } = subtype;
    return { subtype, request, size: typicalReadings ?? labelledShare * target.length * ticks, ticks };
  }

  /**
   * Readings that events under way have still to label at a random moment, on average: an event of size L and
   * duration D owes L / 2 for the time D, and events pay p readings a tick in all.
   */
  #meanOutstanding(random: RandomStream): number {
    const { probability, sensors } = this.#options;
    if (probability === 0) return 0;
    let readings = 0;
    let owed = 0;
    for (let i = 0; i < SAMPLE; i++) {
      const { size, ticks } = this.#draw(random);
      readings += size;
      owed += (size * ticks) / 2;
    }
    return (probability * sensors.length * owed) / readings;
  }
}

/** Whether an event under way acts on the same sensors or the same place. */
function standsInTheWay({ plan, state }: Run, { subtype, request }: Draw): boolean {
  if (state === 'over') return false;
  if (subtype.acts !== 'sensor')
    return plan.subtype === subtype || (plan.place !== '' && plan.place === request.target?.[0]);
  return request.target?.some((id) => plan.subtype.acts === 'sensor' && plan.names.includes(id)) ?? false;
}

function drawSensors(
  random: RandomStream,
  { acts, refuses, sensors: count, families }: Subtype,
  all: readonly Sensor[],
): string[] {
  if (acts !== 'sensor') return [];
  const suited = all.filter((sensor) => refuses?.(sensor) === undefined);
  const sets = families?.(suited);
  const pool = sets === undefined ? suited.map(({ id }) => id) : [...pick(random, sets, () => 1)];
  const [from, to] = count?.random ?? [1, 1];
  const wanted = Math.min(pool.length, from + Math.floor((to - from + 1) * random.uniform()));
  const chosen: string[] = [];
  while (chosen.length < wanted) chosen.push(...pool.splice(Math.floor(pool.length * random.uniform()), 1));
  return chosen;
}

/** Log-uniform between the ends where both are positive, uniform otherwise; of either sign where it may be. */
function drawAmount(random: RandomStream, { random: [from, to], eitherSign }: Amount): number {
  const u = random.uniform();
  const amount = from > 0 && to > 0 ? from * (to / from) ** u : from + (to - from) * u;
  return eitherSign === true && random.uniform() < 0.5 ? -amount : amount;
}

/** One of the rows, each as often as its weight says; at least one has a weight above 0. */
function pick<T>(random: RandomStream, rows: readonly T[], weight: (row: T) => number): T {
  let left = random.uniform() * rows.reduce((sum, row) => sum + weight(row), 0);
  for (const row of rows) {
    left -= weight(row);
    if (left < 0) return row;
  }
  return rows[rows.length - 1];
}
