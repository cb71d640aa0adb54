/**
 * Finds which readings are wrong when several look wrong: a reading that is off also spoils the predictions of
 * others. Readings judged anomalous are set aside one after the other, replaced by what the rest predicts, until
 * what is left agrees; the worst first, and where two explain each other the one whose absence settles more.
 */

import type { Model } from './model.ts';
import type { SecondOpinions } from './second-opinions.ts';
import { TAIL_EVIDENCE } from './tail.ts';
import type { View } from './view.ts';

/** Readings set aside in one period, at most. */
const MOST_A_PERIOD = 8;
/** Rivals of a suspect that are tried in its place. */
const MOST_RIVALS = 3;
/** A rival has at least this part of the suspect's evidence. (estimate) */
const RIVAL_PART = 0.4;
/** Second opinions decide between two readings where one is so many times further off than the other … (estimate) */
const DECISIVE = 1.5;
/** … and so many times further to take a judgement back … (estimate) */
const REVERSING = 3;
/** … and further than it rarely is. */
const TELLING = 1;
/** A reading is trusted again after so many periods of little evidence. (estimate) */
const RELEASE_PERIODS = 2;
/** And after so many periods in which it agrees with all the readings as they are, set aside or not. (estimate) */
const AGREEMENT_PERIODS = 120;

export class Isolation {
  /** 1 where a reading is set aside: it does not predict others. */
  readonly aside: Uint8Array;
  /** 1 where it is judged anomalous by what the others predict. */
  readonly judged: Uint8Array;
  /** Periods seen with the readings aside replaced. */
  readonly view: View;
  /** How many readings are set aside. */
  count = 0;
  readonly #before: View;
  readonly #related: readonly Int32Array[];
  readonly #quiet: Int32Array;
  readonly #agrees: Int32Array;
  readonly #most: number;

  /** @param createView makes views of the same model */
  constructor(model: Model, createView: () => View) {
    const n = model.channels.length;
    this.aside = new Uint8Array(n);
    this.judged = new Uint8Array(n);
    this.view = createView();
    this.#before = createView();
    this.#related = relatedChannels(model);
    this.#quiet = new Int32Array(n);
    this.#agrees = new Int32Array(n);
    this.#most = Math.max(1, n >> 1);
  }

  /** Before the raw view takes a period: keeps the state that it may have to be looked at anew from. */
  prepare(raw: View): void {
    this.#before.copy(this.count > 0 ? this.view : raw);
  }

  /**
   * After the raw view took the period.
   * @param values mean readings of the period
   * @param opinions what others than its foremost predictor say of each reading
   * @param wrong 1 for each reading that is judged by itself, whatever the others say: set aside as long as it is
   * @param on evidence that sets a reading aside
   * @param off evidence below which it is trusted again
   */
  step(values: Float64Array, raw: View, opinions: SecondOpinions, wrong: Uint8Array, on: number, off: number): void {
    const { view, aside } = this;
    if (this.count === 0 && !(largest(raw.suspicion) >= on) && !wrong.includes(1)) return;
    if (this.count === 0) view.copy(raw);
    else view.step(values, aside);
    let more = false;
    for (let i = 0; i < wrong.length; i++) {
      if (wrong[i] === 0 || aside[i] === 1) continue;
      this.#setAside(i);
      more = true;
    }
    if (this.#reconsider(opinions, wrong) || more) this.#again(values);
    for (let round = 0; round < MOST_A_PERIOD && this.count < this.#most; round++) {
      const suspect = this.#worst(on);
      if (suspect < 0) break;
      const guiltiest = this.#guiltiest(suspect, values, opinions);
      this.#judge(guiltiest);
      this.#again(values);
    }
    view.residuals.adapt(aside);
    this.#release(raw, wrong, on, off);
  }

  reset(): void {
    this.aside.fill(0);
    this.judged.fill(0);
    this.count = 0;
  }

  /** The trusted reading with the most evidence, if that is enough; −1 without one. */
  #worst(on: number): number {
    const evidence = this.view.suspicion;
    let worst = -1;
    let most = on;
    for (let i = 0; i < evidence.length; i++) {
      if (this.aside[i] === 0 && evidence[i] >= most) {
        most = evidence[i];
        worst = i;
      }
    }
    return worst;
  }

  /**
   * The suspect, or a related reading that is further off its second opinion; where these do not decide, the one whose
   * absence leaves less evidence among those still trusted.
   */
  #guiltiest(suspect: number, values: Float64Array, opinions: SecondOpinions): number {
    const { aside, view } = this;
    const evidence = view.suspicion;
    const rivals: number[] = [];
    const off = opinions.deviation(suspect);
    let guiltiest = suspect;
    let furthest = DECISIVE * Math.max(off, TELLING);
    for (const other of this.#related[suspect]) {
      if (aside[other] === 1 || evidence[other] < RIVAL_PART * evidence[suspect]) continue;
      const otherOff = opinions.deviation(other);
      if (otherOff > furthest) {
        furthest = otherOff;
        guiltiest = other;
      } else if (!(off > DECISIVE * Math.max(otherOff, TELLING))) rivals.push(other);
    }
    if (guiltiest !== suspect || rivals.length === 0) return guiltiest;
    rivals.sort((a, b) => evidence[b] - evidence[a]);
    rivals.length = Math.min(rivals.length, MOST_RIVALS);
    let least = this.#leftWithout(suspect, values);
    for (const rival of rivals) {
      const left = this.#leftWithout(rival, values);
      if (left < least) {
        least = left;
        guiltiest = rival;
      }
    }
    return guiltiest;
  }

  /** Takes back a judgement that second opinions speak against by now: they say that a related reading is wrong. */
  #reconsider(opinions: SecondOpinions, wrong: Uint8Array): boolean {
    const { aside, judged } = this;
    let changed = false;
    for (let i = 0; i < aside.length; i++) {
      if (judged[i] === 0 || wrong[i] === 1) continue;
      const off = opinions.deviation(i);
      if (off > TELLING) continue;
      for (const other of this.#related[i]) {
        if (aside[other] === 1 || opinions.deviation(other) < REVERSING * Math.max(off, TELLING)) continue;
        this.#judge(other);
        this.#trust(i);
        changed = true;
        break;
      }
    }
    return changed;
  }

  #leftWithout(channel: number, values: Float64Array): number {
    this.aside[channel] = 1;
    this.#again(values);
    const left = this.#left();
    this.aside[channel] = 0;
    return left;
  }

  /** Evidence beyond what is usual among the trusted readings, in all. */
  #left(): number {
    let left = 0;
    const evidence = this.view.suspicion;
    for (let i = 0; i < evidence.length; i++) {
      if (this.aside[i] === 0 && evidence[i] > TAIL_EVIDENCE) left += evidence[i];
    }
    return left;
  }

  #again(values: Float64Array): void {
    this.view.copy(this.#before);
    this.view.step(values, this.aside);
  }

  #setAside(channel: number): void {
    this.aside[channel] = 1;
    this.#quiet[channel] = 0;
    this.#agrees[channel] = 0;
    this.count++;
  }

  /** Sets a reading aside by what the others predict. */
  #judge(channel: number): void {
    this.#setAside(channel);
    this.judged[channel] = 1;
  }

  #trust(channel: number): void {
    this.aside[channel] = 0;
    this.judged[channel] = 0;
    this.count--;
  }

  #release(raw: View, wrong: Uint8Array, on: number, off: number): void {
    const { aside, judged, view } = this;
    const { suspicion } = view;
    for (let i = 0; i < aside.length; i++) {
      if (aside[i] === 0) continue;
      if (suspicion[i] >= on) judged[i] = 1;
      this.#quiet[i] = suspicion[i] < off ? this.#quiet[i] + 1 : 0;
      this.#agrees[i] = raw.suspicion[i] < off ? this.#agrees[i] + 1 : 0;
      if (this.#quiet[i] <= RELEASE_PERIODS && this.#agrees[i] <= AGREEMENT_PERIODS) continue;
      if (wrong[i] === 1) judged[i] = 0;
      else this.#trust(i);
    }
  }
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}

/** Of each channel: those that predict it and those that it predicts. */
export function relatedChannels({ relations, channels }: Model): Int32Array[] {
  const related = channels.map(() => new Set<number>());
  for (const [i, { inputs }] of relations.entries()) {
    for (const input of inputs) {
      const j = input % channels.length;
      related[i].add(j);
      related[j].add(i);
    }
  }
  return related.map((set) => Int32Array.from(set));
}
