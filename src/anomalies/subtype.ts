/**
 * What a subtype of anomaly is: a row of facts for those who choose and check events, and a function that makes its
 * effect. Settings stand apart from state: an effect is made anew for every event and holds all that changes.
 *
 * An effect has up to three parts. `influent` adds to the sewage and `plant` moves levers: real changes, after which
 * physics follows and an undisturbed twin tells what they did. `readings` falsifies what instruments report, nothing else.
 */

import type { AnomalyKind } from '../core/anomaly-kinds.ts';
import type { RandomStream } from '../core/random.ts';
import type { Station } from '../plant/station/station.ts';
import type { Sensor } from '../sensors/index.ts';
import type { Envelope, Shape } from './envelope.ts';
import type { ReadingHistory } from './history.ts';

/** A range with the amounts that a random schedule draws (log-uniformly where all are positive) and its source. */
export interface Amount {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly random: readonly [from: number, to: number];
  /** A random amount is as often negative, in the same range mirrored. */
  readonly eitherSign?: boolean;
  /** Where the figures come from; "estimate" where they are ours. */
  readonly source: string;
}

/** A technique of MITRE ATT&CK for ICS. */
export interface Technique {
  /** Identifier of the present version, for example "T0856". */
  readonly id: string;
  readonly name: string;
  /** Identifiers by which older or newer versions know it. */
  readonly also: readonly string[];
}

/**
 * Which readings of an instrument with a falsifying effect are labelled: `in_force` all while it lasts;
 * `from_margin` from the first that is off by more than the margin on; `marked` those that the effect marks.
 */
export type LabelRule = 'in_force' | 'from_margin' | 'marked';

export interface Subtype {
  readonly kind: AnomalyKind;
  /** Unique within its kind, for example "stuck". */
  readonly name: string;
  readonly summary: { readonly en: string; readonly fr: string };
  /** What it acts on: instruments, the influent, a unit of the plant or a set-point. */
  readonly acts: 'sensor' | 'influent' | 'unit' | 'setpoint';
  /** Names of the units or set-points that it can act on, exactly one an event; absent for sensors and influent. */
  readonly places?: readonly string[];
  /** How many sensors an event may have; absent where it takes none. */
  readonly sensors?: {
    readonly min: number;
    readonly max: number;
    readonly random: readonly [from: number, to: number];
  };
  /** Why it makes no sense for a sensor ("a pump status cannot drift"); undefined where it does. */
  readonly refuses?: (sensor: Sensor) => string | undefined;
  /** Sensors that belong together, of which a random event draws one set; each alone where absent. */
  readonly families?: (sensors: readonly Sensor[]) => readonly (readonly string[])[];
  /** Absent where it is all or nothing. */
  readonly magnitude?: Amount;
  /** Seconds. */
  readonly duration: Amount;
  /** The first is the default. */
  readonly shapes: readonly Shape[];
  readonly labels: LabelRule;
  readonly technique?: Technique;
  /** Days of simulated time after its end in which its effect on readings has died out; 0 for readings alone. */
  readonly recoveryDays: number;
  /** How often a random schedule draws it relative to others of its kind. */
  readonly weight: number;
  /**
   * What the schedule reckons with until a random event is over (measured; only its evenness depends on them): readings that
   * the event labels on average, or the share of its own sensors' readings while in force, 1 unless given.
   */
  readonly typicalReadings?: number;
  readonly labelledShare?: number;
  /** Needs so many hours of earlier readings. */
  readonly historyHours?: number;
  create(context: EffectContext): Effect;
}

/** What an effect is made from. */
export interface EffectContext {
  /** In the subtype's unit; 0 where it has none. */
  readonly magnitude: number;
  readonly envelope: Envelope;
  /** The sensors it acts on, and their columns in a frame. */
  readonly sensors: readonly Sensor[];
  readonly columns: Int32Array;
  /** The unit or set-point that it acts on; empty where there is none. */
  readonly place: string;
  /** All sensors of the run, in catalogue order. */
  readonly catalogue: readonly Sensor[];
  /** Amounts by which a reading may differ before it counts as anomalous, by column, in sensors' units. */
  readonly margins: Float64Array;
  /** The event's own numbers. */
  readonly random: RandomStream;
  /** Size of the plant, 1 for 80,000 pe. */
  readonly scale: number;
}

export interface Effect {
  readonly influent?: InfluentPart;
  readonly plant?: PlantPart;
  readonly readings?: ReadingPart;
}

export interface InfluentPart {
  /**
   * Changes a row of raw sewage (layout `INFLUENT`) in place.
   * @param intensity 0 to 1, by the event's shape; never called with 0
   */
  add(row: Float64Array, intensity: number): void;
}

export interface PlantPart {
  /** Minutes that it stays at work after the event's end, its intensity 0: a toxin has to be washed out. */
  readonly lingersMin?: number;
  /** Once a minute before the levers are moved; for an effect with a state of its own. */
  minute?(intensity: number, station: Station): void;
  /** Moves levers of a station from where they are now: events on the same lever add up. */
  move(station: Station, intensity: number): void;
  /** Gives every lever that `move` may touch the value that it has in `from`. */
  reset(station: Station, from: Station): void;
}

/** A minute of readings: rows of one reading a sensor, tick after tick. */
export interface ReadingMinute {
  /** Number of sensors: the length of a row. */
  readonly stride: number;
  /** Sequence number of the first row. */
  readonly seq: number;
  /** What will be reported: changed in place, NaN and `QUALITY.missing` for no reading. */
  readonly values: Float64Array;
  readonly quality: Uint8Array;
  /** What healthy instruments report of the plant as it is. */
  readonly honest: Float64Array;
  readonly honestQuality: Uint8Array;
  /** What they would report of the plant without any disturbance. */
  readonly undisturbed: Float64Array;
  readonly undisturbedQuality: Uint8Array;
  /** Set to 1 where a reading has been falsified; read by the rule `marked`. */
  readonly marks: Uint8Array;
  /** Earlier readings as they were reported. */
  readonly history: ReadingHistory;
}

export interface ReadingPart {
  /** Columns that it may change. */
  readonly columns: Int32Array;
  /**
   * Changes the rows `from` … `to - 1` of a minute.
   * @param tick ticks since the event's start at row `from`
   */
  apply(minute: ReadingMinute, from: number, to: number, tick: number): void;
}
