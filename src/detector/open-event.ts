/** An event while it lasts: which channels, how strong, since when. */

import type { Moment } from './events.ts';
import type { Judged } from './judged.ts';

/** Readings before the event: so many frames, up to so many before it begins. (estimate) */
const BEFORE_FRAMES = 36;
const BEFORE_GAP = 12;
/** Weight of the newest in the mean deviation of late. (estimate) */
const OFF_WEIGHT = 1 / 36;

export class OpenEvent {
  readonly id: number;
  readonly begin: Moment;
  /** Last frame in which one of its channels was flagged. */
  last: Moment;
  /** Frames since the first, and since the last in which a channel was flagged. */
  age = 0;
  quiet = 0;
  /** Channels in the order in which they were flagged. */
  readonly members: number[] = [];
  /** Whether a channel was added since the event was last described. */
  hasGrown = false;
  /** Greatest evidence of each channel so far, the statistic that gave it, and what was read and expected then. */
  readonly peaks: Float64Array;
  readonly statistics: Uint8Array;
  readonly readings: Float64Array;
  readonly expected: Float64Array;
  /** Of each member: evidence and age of the event when it was first flagged, and its greatest change then. */
  readonly firstEvidence: Float64Array;
  readonly firstAge: Int32Array;
  readonly firstChange: Float64Array;
  /** Of each member: frames in which it was flagged, age at the last of them, and how often it came to be flagged. */
  readonly flagged: Int32Array;
  readonly lastAge: Int32Array;
  readonly bursts: Int32Array;
  /** Flaggings of each member by statistic: `statistics × channel + statistic`. */
  readonly byStatistic: Int32Array;
  /** Reading less expectation of each member, reading's unit: when it was first flagged, and its mean of late. */
  readonly firstOff: Float64Array;
  readonly off: Float64Array;
  /** Statistic that flagged the first channel. */
  readonly firstStatistic: number;
  /** Channels flagged within the first frames. */
  together = 0;
  /** Channels flagged at once, at most. */
  mostAtOnce = 0;
  /** Evidence of the plant's T² when it began, and the most so far. */
  readonly plantFirst: number;
  plant = 0;
  /** What each channel read before the event. */
  readonly before: Float64Array;
  readonly #judged: Judged;
  #frame = -1;
  #atOnce = 0;

  constructor(judged: Judged, id: number, begin: Moment, first: number) {
    const n = judged.channels.length;
    const { past } = judged;
    this.#judged = judged;
    this.id = id;
    this.begin = begin;
    this.last = begin;
    this.peaks = new Float64Array(n);
    this.statistics = new Uint8Array(n);
    this.readings = new Float64Array(n);
    this.expected = new Float64Array(n);
    this.firstEvidence = new Float64Array(n);
    this.firstAge = new Int32Array(n);
    this.firstChange = new Float64Array(n);
    this.flagged = new Int32Array(n);
    this.lastAge = new Int32Array(n).fill(-2);
    this.bursts = new Int32Array(n);
    this.byStatistic = new Int32Array(n * judged.statistics.length);
    this.firstOff = new Float64Array(n);
    this.off = new Float64Array(n);
    this.firstStatistic = judged.which[first];
    this.plantFirst = judged.plantEvidence;
    this.before = Float64Array.from({ length: n }, (_, i) => past.mean(i, BEFORE_GAP, BEFORE_FRAMES));
  }

  /** @param isTogether whether the channel is flagged as early as counts as the begin */
  add(channel: number, isTogether: boolean): void {
    const { evidence, past } = this.#judged;
    if (isTogether) this.together++;
    this.firstEvidence[channel] = evidence[channel];
    this.firstAge[channel] = this.age;
    this.firstChange[channel] = past.greatestChange(channel, 0, BEFORE_GAP);
    this.members.push(channel);
    this.hasGrown = true;
  }

  /** Notes what is seen of a flagged member in a frame. */
  note(channel: number, reading: number): void {
    const { evidence, which, plantEvidence, statistics } = this.#judged;
    if (plantEvidence > this.plant) this.plant = plantEvidence;
    if (this.lastAge[channel] < this.age - 1) this.bursts[channel]++;
    this.lastAge[channel] = this.age;
    this.byStatistic[channel * statistics.length + which[channel]]++;
    const expected = this.#judged.expected(channel);
    const off = Number.isNaN(reading) ? 0 : reading - expected;
    if (this.flagged[channel]++ === 0) this.firstOff[channel] = this.off[channel] = off;
    else this.off[channel] += OFF_WEIGHT * (off - this.off[channel]);
    this.#atOnce = this.#frame === this.age ? this.#atOnce + 1 : 1;
    this.#frame = this.age;
    if (this.#atOnce > this.mostAtOnce) this.mostAtOnce = this.#atOnce;
    if (!(evidence[channel] > this.peaks[channel])) return;
    this.peaks[channel] = evidence[channel];
    this.statistics[channel] = which[channel];
    this.readings[channel] = reading;
    this.expected[channel] = expected;
  }

  /** Whether a member was flagged within the last `frames`. */
  isRecent(member: number, frames: number): boolean {
    return this.age - this.lastAge[member] <= frames;
  }

  /** The member that was flagged most often. */
  principal(): number {
    const { flagged, peaks } = this;
    return this.members.reduce((most, i) =>
      flagged[i] > flagged[most] || (flagged[i] === flagged[most] && peaks[i] > peaks[most]) ? i : most,
    );
  }

  /** Members, those with the most evidence first. */
  inOrder(): number[] {
    return [...this.members].sort((a, b) => this.peaks[b] - this.peaks[a]);
  }
}
