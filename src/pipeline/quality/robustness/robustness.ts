/**
 * Robustness: of the events that are found when nobody hides them, the share that is still found, before their cause
 * ends, under an attacker who adapts to the detector and keeps the physical effect, at an unchanged limit. The figure
 * that counts is the least over the classes of attackers.
 */

import type { Model } from '../../../detector/index.ts';
import { type Share, share } from '../figures.ts';
import { ATTACKERS } from './attackers.ts';
import { measureRamps } from './ramps.ts';
import { runTrial } from './trial.ts';
import type { AttackWindows } from './windows.ts';

/** Shares of the sensors in the attacker's hands; the first is what the headline is about. */
const CONTROLLED = [0.1, 0.25] as const;

export interface AttackClass {
  readonly name: string;
  readonly knowledge: string;
  readonly sensors: number;
  readonly queries: number;
  readonly isWhiteBox: boolean;
  readonly found: Share;
  /** Whether the headline counts it. */
  readonly isHeadline: boolean;
}

export interface Robustness {
  /** The least share over the headline classes: over those without inside knowledge, and over all. */
  readonly blackBox: number;
  readonly headline: number;
  /** Events found when nobody hides them, of those at a time without a false alarm. */
  readonly clean: Share;
  readonly classes: readonly AttackClass[];
  /** Median greatest sudden bias of one sensor that is not found within two hours, share of its span. */
  readonly unnoticedBias: number;
}

/** @param onProgress called with the share of the work that is done */
export function measureRobustness(
  model: Model,
  { sensors, windows }: AttackWindows,
  onProgress: (share: number) => void = () => {},
): Robustness {
  // Where there is an alarm anyway, being found means nothing.
  const quiet = windows.filter((window) => !Number.isFinite(runTrial(model, window, 'undisturbed').foundAfter));
  const honest = quiet.map((window) => ({ window, trial: runTrial(model, window, 'disturbed') }));
  const found = honest.filter(({ trial }) => Number.isFinite(trial.foundAfter));
  const classes: AttackClass[] = [];
  const steps = ATTACKERS.length * CONTROLLED.length + 1;
  for (const attacker of ATTACKERS) {
    for (const part of CONTROLLED) {
      const k = Math.round(part * sensors.length);
      const still = found.filter(({ window, trial }) => {
        return Number.isFinite(attacker.hide(model, window, trial, k).foundAfter);
      });
      const { name, knowledge, queries, isWhiteBox } = attacker;
      const isHeadline = part === CONTROLLED[0];
      classes.push({
        name,
        knowledge,
        sensors: k,
        queries,
        isWhiteBox,
        found: share(still.length, found.length),
        isHeadline,
      });
      onProgress(classes.length / steps);
    }
  }
  const ramps = measureRamps(model, quiet, sensors);
  classes.push({
    name: 'slow bias',
    knowledge: 'one sensor, a tenth of its span off, reached within an hour instead of at once',
    sensors: 1,
    queries: 0,
    isWhiteBox: false,
    found: share(ramps.still, ramps.clean),
    isHeadline: true,
  });
  const headline = classes.filter(({ isHeadline }) => isHeadline);
  return {
    blackBox: least(headline.filter(({ isWhiteBox }) => !isWhiteBox)),
    headline: least(headline),
    clean: share(found.length, quiet.length),
    classes,
    unnoticedBias: ramps.unnoticed,
  };
}

function least(classes: readonly AttackClass[]): number {
  return Math.min(...classes.map(({ found }) => found.value));
}
