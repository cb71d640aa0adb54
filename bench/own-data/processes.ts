/** Building blocks of made-up processes: things that wander, rhythms, and times at which something goes wrong. */

import type { RandomStream } from '../../src/core/random.ts';

/** Wanders about 0 with a spread of 1 and the given time constant (a first-order autoregression). */
export class Wander {
  value: number;
  readonly #random: RandomStream;
  readonly #keep: number;
  readonly #push: number;

  constructor(random: RandomStream, ticks: number) {
    this.#random = random;
    this.#keep = Math.exp(-1 / ticks);
    this.#push = Math.sqrt(1 - this.#keep ** 2);
    this.value = random.normal();
  }

  step(): number {
    this.value = this.#keep * this.value + this.#push * this.#random.normal();
    return this.value;
  }
}

export function wanders(random: RandomStream, count: number, ticks: number): Wander[] {
  return Array.from({ length: count }, () => new Wander(random, ticks));
}

/** A first-order lag: what a vessel or a thermowell makes of what comes in. */
export class Lag {
  value = Number.NaN;
  readonly #weight: number;

  constructor(ticks: number) {
    this.#weight = 1 - Math.exp(-1 / ticks);
  }

  step(input: number): number {
    this.value = Number.isNaN(this.value) ? input : this.value + this.#weight * (input - this.value);
    return this.value;
  }
}

/** Student's t with few degrees of freedom: mostly calm, now and then far off. */
export function heavyTailed(random: RandomStream, freedom: number): number {
  let sum = 0;
  for (let k = 0; k < freedom; k++) sum += random.normal() ** 2;
  return random.normal() / Math.sqrt(sum / freedom);
}

/** People's use of water or of computers over a day, about 1: little at night, peaks in the morning and the evening. */
export function dailyRhythm(hour: number, weekend: boolean): number {
  const morning = weekend ? 10 : 7.5;
  const bump = (at: number, width: number) => Math.exp(-0.5 * ((((hour - at + 36) % 24) - 12) / width) ** 2);
  return 0.5 + 0.9 * bump(morning, 1.8) + 0.8 * bump(19, 2.5) + 0.35 * bump(13, 2);
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

/** `count` spans without overlap within `from` … `until`, one in each equal part, at a random place in its middle. */
export function spans(
  random: RandomStream,
  { from, until }: Span,
  count: number,
  shortest: number,
  longest: number,
): Span[] {
  const part = (until - from) / count;
  return Array.from({ length: count }, (_, k) => {
    const length = Math.round(shortest + random.uniform() * (longest - shortest));
    const room = Math.max(0, part - length);
    const begin = Math.round(from + k * part + room * (0.15 + 0.7 * random.uniform()));
    return { from: begin, until: begin + length };
  });
}

/** An integer 0 … `below - 1`. */
export function draw(random: RandomStream, below: number): number {
  return Math.floor(random.uniform() * below);
}

/** The element of `list` that a row lies in. */
export function at<T extends Span>(list: readonly T[], row: number): T | undefined {
  return list.find(({ from, until }) => row >= from && row < until);
}
