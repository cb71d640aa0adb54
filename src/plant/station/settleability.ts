/**
 * How well solids settle, which in real plants changes by itself: flocs shed more or fewer fine particles from day to day,
 * filaments come and go over weeks, and the solids of raw sewage are more or less settleable. Without it the clarified
 * water would follow the flow alone, which it does in no plant.
 */

import { ConfigError } from '../../core/errors.ts';
import { MINUTES_PER_DAY } from '../../core/time.ts';
import type { Settler } from '../settler.ts';
import { SlowFactor } from '../slow-factor.ts';
import type { PrimaryClarifier } from '../units/primary.ts';

/** Coefficients of variation; 0 is not at all. */
export interface SettleabilitySpread {
  /** Solids that do not settle in the secondary settler, over days and over weeks. */
  readonly dispersedDays: number;
  readonly dispersedWeeks: number;
  /** Settling velocity of the sludge, over weeks: a high sludge volume index is slow and hinders itself. */
  readonly velocity: number;
  /** Removal of the primary clarifier, over days. */
  readonly primary: number;
}

/**
 * Estimates. The first two are fitted to the clarified water of the UCI record: its suspended solids vary by 0.73, with
 * correlations of 0.6 after a day and 0.35 after a week.
 */
export const SETTLEABILITY: Readonly<SettleabilitySpread> = {
  dispersedDays: 0.8,
  dispersedWeeks: 0.4,
  velocity: 0.04,
  primary: 0.1,
};

/** The factors move on every quarter of an hour: their lags are days. */
const STEP_MIN = 15;
const STEP_D = STEP_MIN / MINUTES_PER_DAY;
/** Lags of what goes by days and by weeks; correlations fall to a half after 1.7 of them. */
const DAYS = 0.6;
const WEEKS = 9;
/** Hindered settling grows as velocity falls: r_h is multiplied by velocity to this power (r_h ×1.5, 2, 3 where v0 ×0.7, 0.5, 0.3: Rosen 2008 on bulking). */
const HINDRANCE_POWER = -1;

export class Settleability {
  readonly #settler: Settler;
  readonly #primary: PrimaryClarifier;
  readonly #dispersedDays: SlowFactor;
  readonly #dispersedWeeks: SlowFactor;
  readonly #velocity: SlowFactor;
  readonly #removal: SlowFactor;

  /** @throws ConfigError for a spread out of range */
  constructor(
    settler: Settler,
    primary: PrimaryClarifier,
    seed: number | string,
    spread: Partial<SettleabilitySpread> = {},
  ) {
    this.#settler = settler;
    this.#primary = primary;
    const given = { ...SETTLEABILITY, ...spread };
    const factor = (name: keyof SettleabilitySpread, lagD: number) => {
      const cv = given[name];
      if (!(cv >= 0 && cv <= 2)) {
        throw new ConfigError({ where: `settleability.${name}`, got: cv, expected: 'a number from 0 to 2' });
      }
      return new SlowFactor(seed, `settleability/${name}`, cv, lagD, STEP_D);
    };
    this.#dispersedDays = factor('dispersedDays', DAYS);
    this.#dispersedWeeks = factor('dispersedWeeks', WEEKS);
    this.#velocity = factor('velocity', WEEKS);
    this.#removal = factor('primary', DAYS);
    this.#apply();
  }

  /** @param minute minutes since the start of the run */
  minute(minute: number): void {
    if (minute % STEP_MIN !== 0) return;
    this.#dispersedDays.step();
    this.#dispersedWeeks.step();
    this.#velocity.step();
    this.#removal.step();
    this.#apply();
  }

  save(): number[] {
    return [this.#dispersedDays, this.#dispersedWeeks, this.#velocity, this.#removal].flatMap((f) => f.save());
  }

  restore(saved: readonly number[]): void {
    this.#dispersedDays.restore(saved);
    this.#dispersedWeeks.restore(saved, SlowFactor.saved);
    this.#velocity.restore(saved, 2 * SlowFactor.saved);
    this.#removal.restore(saved, 3 * SlowFactor.saved);
    this.#apply();
  }

  #apply(): void {
    const condition = this.#settler.condition;
    condition.dispersed = this.#dispersedDays.value * this.#dispersedWeeks.value;
    condition.velocity = this.#velocity.value;
    condition.hindrance = condition.velocity ** HINDRANCE_POWER;
    this.#primary.settleability = this.#removal.value;
  }
}
