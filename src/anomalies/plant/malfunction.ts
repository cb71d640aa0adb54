/** What all rows of `process_malfunction` have in common, and the figures that many of them share. */

import type { Amount, EffectContext, Subtype } from '../subtype.ts';
import { type Lever, leverPart, lose, type Move, stop } from './lever.ts';

/** A row without what is the same for all, and with its moves instead of its effect. */
export interface Malfunction
  extends Omit<Subtype, 'kind' | 'acts' | 'labels' | 'create' | 'families' | 'refuses' | 'sensors' | 'technique'> {
  readonly acts?: 'unit' | 'setpoint';
  readonly places: readonly string[];
  readonly moves: (context: EffectContext) => readonly Move[];
}

/** A malfunction that consists of moves of levers. */
export function malfunction({ moves, acts = 'unit', ...row }: Malfunction): Subtype {
  return {
    kind: 'process_malfunction',
    acts,
    labels: 'from_margin',
    ...row,
    create: (context) => ({ plant: leverPart(moves(context)) }),
  };
}

const HOUR_S = 3600;

/** A duration whose figures are hours. */
export function hours(
  min: number,
  max: number,
  usual: number,
  random: readonly [from: number, to: number],
  source = 'estimate',
): Amount {
  const [from, to] = random;
  return {
    unit: 's',
    min: min * HOUR_S,
    max: max * HOUR_S,
    default: usual * HOUR_S,
    random: [from * HOUR_S, to * HOUR_S],
    source,
  };
}

/** A loss in percent. */
export function loss(
  min: number,
  max: number,
  usual: number,
  random: readonly [from: number, to: number],
  source = 'estimate',
): Amount {
  return { unit: '%', min, max, default: usual, random, source };
}

/** Pumps that lose a share of their flow, in percent; once they have lost all of it they stand, and their contacts say so. */
export function failing(pumps: readonly Lever[], flow: Lever, percent: number): Move[] {
  const moves = [lose(flow, percent)];
  return percent < 100 ? moves : [...moves, ...pumps.map(stop)];
}
