/** An event while it lasts: which channels, how strong, since when. */

import { CLUES, type Clue } from './clues.ts';
import type { Moment } from './events.ts';
import { familyOf } from './families.ts';
import type { Judged } from './judged.ts';

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
  readonly #judged: Judged;
  /** Channels flagged together with the first. */
  #together = 0;
  #firstStatistic = '';
  readonly #firstEvidence: Float64Array;
  #plant = 0;

  constructor(judged: Judged, id: number, begin: Moment) {
    const n = judged.channels.length;
    this.#judged = judged;
    this.id = id;
    this.begin = begin;
    this.last = begin;
    this.peaks = new Float64Array(n);
    this.statistics = new Uint8Array(n);
    this.readings = new Float64Array(n);
    this.expected = new Float64Array(n);
    this.#firstEvidence = new Float64Array(n);
  }

  /** @param isTogether whether the channel is flagged as early as counts as the begin */
  add(channel: number, isTogether: boolean): void {
    const { evidence, which, statistics } = this.#judged;
    if (this.members.length === 0) this.#firstStatistic = familyOf(statistics[which[channel]]);
    if (isTogether) this.#together++;
    this.#firstEvidence[channel] = evidence[channel];
    this.members.push(channel);
    this.hasGrown = true;
  }

  /** Notes what is seen of a flagged member in a frame. */
  note(channel: number, reading: number): void {
    const { evidence, which, plantEvidence } = this.#judged;
    if (plantEvidence > this.#plant) this.#plant = plantEvidence;
    if (!(evidence[channel] > this.peaks[channel])) return;
    this.peaks[channel] = evidence[channel];
    this.statistics[channel] = which[channel];
    this.readings[channel] = reading;
    this.expected[channel] = this.#judged.expected(channel);
  }

  /** Members, those with the most evidence first. */
  inOrder(): number[] {
    return [...this.members].sort((a, b) => this.peaks[b] - this.peaks[a]);
  }

  clues(): number[] {
    const { channels, statistics, model, flags, related } = this.#judged;
    const { members, peaks } = this;
    const [foremost] = this.inOrder();
    const fourths = members.reduce((sum, i) => sum + peaks[i] ** 4, 0);
    const family = familyOf(statistics[this.statistics[foremost]]);
    const part = (holds: (i: number) => boolean) => members.filter(holds).length / members.length;
    const isSilent = (i: number) => ['flat', 'missing'].includes(familyOf(statistics[this.statistics[i]]));
    const values: Partial<Record<Clue, number>> = {
      channels: Math.log(members.length),
      areas: Math.log(new Set(members.map((i) => channels[i].area ?? '')).size),
      together: this.#together / members.length,
      foremost: peaks[foremost] ** 4 / fourths,
      age: Math.log10(1 + this.age),
      [family]: 1,
      sudden: ['jump', 'quick_mean'].includes(this.#firstStatistic) ? 1 : 0,
      growth: Math.log(peaks[foremost] / this.#firstEvidence[foremost]),
      plant: Math.log1p(this.#plant),
      contacts: part((i) => model.profiles[i].discrete),
      related: part((i) => i === foremost || related(i, foremost)),
      silent: part(isSilent),
      present: part((i) => flags[i] === 1),
    };
    return CLUES.map((clue) => values[clue] ?? 0);
  }
}
