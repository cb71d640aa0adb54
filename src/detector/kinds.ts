/**
 * Which kind of anomaly an event is, from its clues: the sum of small trees gives each kind a score, and the softmax of
 * the scores is the chance that it is that kind (gradient boosting, Friedman 2001).
 */

import { ANOMALY_KINDS, type AnomalyKind } from '../core/anomaly-kinds.ts';
import { KIND_BIASES, KIND_TREES } from './kind-weights.ts';

export interface Classified {
  readonly kind: AnomalyKind;
  /** Chance that the kind is right, 0 … 1. */
  readonly confidence: number;
}

/** Inner nodes level after level, each a clue and a threshold (up to it: left); then leaves from left to right. */
export interface KindTree {
  readonly clues: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

export interface KindTrees {
  /** Score of each kind without any clue. */
  readonly biases: readonly number[];
  /** The kinds in turn. */
  readonly trees: readonly KindTree[];
}

const FITTED: KindTrees = { biases: KIND_BIASES, trees: KIND_TREES.map(parseTree) };

/** @param clues values in the order of `CLUES` */
export function classify(clues: readonly number[]): Classified {
  const chances = chancesOf(clues, FITTED);
  const confidence = Math.max(...chances);
  return { kind: ANOMALY_KINDS[chances.indexOf(confidence)], confidence };
}

/** Chance of each kind, in the order of `ANOMALY_KINDS`; they add up to 1. */
export function chancesOf(clues: readonly number[], { biases, trees }: KindTrees = FITTED): number[] {
  const scores = [...biases];
  for (const [t, tree] of trees.entries()) scores[t % biases.length] += leafOf(tree, clues);
  const most = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function leafOf({ clues: nodes, thresholds, leaves }: KindTree, clues: readonly number[]): number {
  let at = 0;
  while (at < nodes.length) at = 2 * at + (clues[nodes[at]] <= thresholds[at] ? 1 : 2);
  return leaves[at - nodes.length];
}

/** A tree of n inner nodes is n clues, n thresholds and n + 1 leaves. */
function parseTree(line: string): KindTree {
  const numbers = line.split(' ').map(Number);
  const inner = (numbers.length - 1) / 3;
  return {
    clues: numbers.slice(0, inner),
    thresholds: numbers.slice(inner, 2 * inner),
    leaves: numbers.slice(2 * inner),
  };
}
