/** How attackers hide a real event: what each class knows, what it controls, and what it makes its sensors report. */

import { RandomStream } from '../../../core/random.ts';
import type { Model } from '../../../detector/index.ts';
import { runTrial, type Trial } from './trial.ts';
import type { AttackWindow } from './windows.ts';

export interface Attacker {
  readonly name: string;
  /** What it knows and does, for the report. */
  readonly knowledge: string;
  /** Whether it knows how the detector or the plant would answer. */
  readonly isWhiteBox: boolean;
  /** Asks of the detector for one event at most. */
  readonly queries: number;
  /** What is left to see of an event once `k` sensors are in its hands. @param honest the event as nobody hides it */
  hide(model: Model, window: AttackWindow, honest: Trial, k: number): Trial;
}

/** Offline trials of the searching attacker for one event. */
const SEARCH_QUERIES = 12;

export const ATTACKERS: readonly Attacker[] = [
  {
    name: 'replay',
    knowledge: 'which sensors give the event away; reports their readings of the day before',
    isWhiteBox: false,
    queries: 1,
    hide: (model, window, honest, k) => report(model, window, 'dayBefore', mostTelling(honest, k)),
  },
  {
    name: 'twin',
    knowledge: 'which sensors give the event away, and a perfect twin; reports what they would show without the event',
    isWhiteBox: true,
    queries: 1,
    hide: (model, window, honest, k) => report(model, window, 'undisturbed', mostTelling(honest, k)),
  },
  {
    name: 'search',
    knowledge: 'as twin, and the whole detector to try on: exchanges sensors for those that still show evidence',
    isWhiteBox: true,
    queries: SEARCH_QUERIES,
    hide: search,
  },
];

/** The `k` channels that tell most of an event: by how often they were flagged, then by their evidence. */
function mostTelling({ flagged, evidence }: Trial, k: number): number[] {
  return Array.from(flagged.keys())
    .sort((a, b) => flagged[b] - flagged[a] || evidence[b] - evidence[a])
    .slice(0, k);
}

function report(
  model: Model,
  window: AttackWindow,
  source: 'dayBefore' | 'undisturbed',
  controlled: readonly number[],
): Trial {
  const readings = window[source];
  const sensors = model.channels.length;
  return runTrial(model, window, 'disturbed', (values, row) => {
    for (const i of controlled) values[i] = readings[row * sensors + i];
  });
}

/**
 * Hill climbing: puts the uncontrolled channel that shows most in the place of a controlled one, drawn at random from
 * those that the event moves least, and keeps the exchange where less is seen.
 */
function search(model: Model, window: AttackWindow, honest: Trial, k: number): Trial {
  const random = new RandomStream(1, `robustness/${window.subtype}/${k}`);
  let controlled = mostTelling(honest, k);
  let best = report(model, window, 'undisturbed', controlled);
  for (let query = 1; query < SEARCH_QUERIES && Number.isFinite(best.foundAfter); query++) {
    const [telling] = mostTelling(best, model.channels.length).filter((i) => !controlled.includes(i));
    if (telling === undefined) break;
    const quiet = [...controlled].sort((a, b) => honest.evidence[a] - honest.evidence[b]);
    const out = quiet[Math.floor((random.uniform() * quiet.length) / 2)];
    const tried = controlled.map((i) => (i === out ? telling : i));
    const trial = report(model, window, 'undisturbed', tried);
    if (!isLess(trial, best)) continue;
    [controlled, best] = [tried, trial];
  }
  return best;
}

function isLess(a: Trial, b: Trial): boolean {
  const seen = ({ flagged }: Trial) => flagged.reduce((sum, count) => sum + count, 0);
  return a.foundAfter > b.foundAfter || (a.foundAfter === b.foundAfter && seen(a) < seen(b));
}
