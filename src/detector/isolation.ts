/**
 * Finds which readings are wrong when several look wrong: a reading that is off also spoils the predictions of
 * others. Readings judged anomalous are set aside one after the other, replaced by what the rest predicts, until
 * what is left agrees; the worst first, and where two explain each other the one whose absence settles more.
 */

import type { Frame } from '../core/frame.ts';
import type { Model } from './model.ts';
import { TAIL_EVIDENCE } from './tail.ts';
import type { View } from './view.ts';

/** Readings set aside in one frame, at most. */
const MOST_A_FRAME = 8;
/** Rivals of a suspect that are tried in its place. */
const MOST_RIVALS = 3;
/** A rival has at least this part of the suspect's evidence. (estimate) */
const RIVAL_PART = 0.4;
/** A reading is trusted again after so many ticks of little evidence. (estimate) */
const RELEASE_TICKS = 2;
/** And after so many ticks in which it agrees with all the readings as they are, set aside or not. (estimate) */
const AGREEMENT_TICKS = 120;

export class Isolation {
  /** 1 where a reading is set aside: judged anomalous. */
  readonly aside: Uint8Array;
  /** Frames seen with the readings aside replaced. */
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
    this.view = createView();
    this.#before = createView();
    this.#related = relatedChannels(model);
    this.#quiet = new Int32Array(n);
    this.#agrees = new Int32Array(n);
    this.#most = Math.max(1, n >> 1);
  }

  /** Before the raw view takes a frame: keeps the state that this frame may have to be looked at anew from. */
  prepare(raw: View): void {
    this.#before.copy(this.count > 0 ? this.view : raw);
  }

  /**
   * After the raw view took the frame.
   * @param on evidence that sets a reading aside
   * @param judged 1 for each reading that its own past says is wrong: set aside as long as it says so
   * @param off evidence below which it is trusted again
   */
  step(frame: Frame, raw: View, on: number, off: number, judged: Uint8Array): void {
    const { view, aside } = this;
    if (this.count === 0 && !(largest(raw.suspicion) >= on) && !judged.includes(1)) return;
    if (this.count === 0) view.copy(raw);
    else view.step(frame, aside);
    let more = false;
    for (let i = 0; i < judged.length; i++) {
      if (judged[i] === 0 || aside[i] === 1) continue;
      this.#setAside(i);
      more = true;
    }
    if (more) this.#again(frame);
    for (let round = 0; round < MOST_A_FRAME && this.count < this.#most; round++) {
      const suspect = this.#worst(on);
      if (suspect < 0) break;
      this.#setAside(this.#guiltiest(suspect, frame));
      this.#again(frame);
    }
    view.residuals.adapt(aside);
    this.#release(raw, off, judged);
  }

  reset(): void {
    this.aside.fill(0);
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

  /** The suspect, or the related reading whose absence leaves less evidence among those still trusted. */
  #guiltiest(suspect: number, frame: Frame): number {
    const { aside, view } = this;
    const evidence = view.suspicion;
    const rivals: number[] = [];
    for (const other of this.#related[suspect]) {
      if (aside[other] === 0 && evidence[other] >= RIVAL_PART * evidence[suspect]) rivals.push(other);
    }
    if (rivals.length === 0) return suspect;
    rivals.sort((a, b) => evidence[b] - evidence[a]);
    rivals.length = Math.min(rivals.length, MOST_RIVALS);
    let guiltiest = suspect;
    let least = this.#leftWithout(suspect, frame);
    for (const rival of rivals) {
      const left = this.#leftWithout(rival, frame);
      if (left < least) {
        least = left;
        guiltiest = rival;
      }
    }
    return guiltiest;
  }

  #leftWithout(channel: number, frame: Frame): number {
    this.aside[channel] = 1;
    this.#again(frame);
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

  #again(frame: Frame): void {
    this.view.copy(this.#before);
    this.view.step(frame, this.aside);
  }

  #setAside(channel: number): void {
    this.aside[channel] = 1;
    this.#quiet[channel] = 0;
    this.#agrees[channel] = 0;
    this.count++;
  }

  #release(raw: View, off: number, judged: Uint8Array): void {
    const { aside, view } = this;
    for (let i = 0; i < aside.length; i++) {
      if (aside[i] === 0 || judged[i] === 1) continue;
      this.#quiet[i] = view.suspicion[i] < off ? this.#quiet[i] + 1 : 0;
      this.#agrees[i] = raw.suspicion[i] < off ? this.#agrees[i] + 1 : 0;
      if (this.#quiet[i] <= RELEASE_TICKS && this.#agrees[i] <= AGREEMENT_TICKS) continue;
      aside[i] = 0;
      this.count--;
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
