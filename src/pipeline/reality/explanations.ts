/** Why a simulated plant differs from a real one: reasons, each for one difference or a group of them. */

import { isStriking, type RealityCheck } from '../reality-check.ts';

export interface Explanation {
  /** A heading of the page. */
  readonly title: string;
  /**
   * The differences it explains, as the page names them (`primary.TSS`, `influent.pH`, `influent.Q ~ influent.pH`); a
   * star stands for anything. The page lists what was found.
   */
  readonly covers: readonly string[];
  /** Markdown. */
  readonly why: string;
}

/** Everything that differs and so needs a reason, by id. */
export function differences(check: RealityCheck): string[] {
  return [
    ...check.removals.filter(({ within }) => within === false).map(({ id }) => id),
    ...check.columns.filter(({ similarSpread }) => similarSpread === false).map(({ id }) => id),
    ...check.pairs.filter(isStriking).map(({ a, b }) => `${a} ~ ${b}`),
  ];
}

/** Finds the first explanation that covers a difference. */
export function explainer(explanations: readonly Explanation[]): (id: string) => Explanation | undefined {
  const rules = explanations.map((explanation) => ({ explanation, patterns: explanation.covers.map(toPattern) }));
  return (id) => rules.find(({ patterns }) => patterns.some((pattern) => pattern.test(id)))?.explanation;
}

/** Everything that no explanation covers. */
export function unexplained(check: RealityCheck, explanations: readonly Explanation[]): string[] {
  const explain = explainer(explanations);
  return differences(check).filter((id) => explain(id) === undefined);
}

/** Titles of explanations that have nothing left to explain: they must go. */
export function idle(check: RealityCheck, explanations: readonly Explanation[]): string[] {
  const explain = explainer(explanations);
  const used = new Set(differences(check).map(explain));
  return explanations.filter((explanation) => !used.has(explanation)).map(({ title }) => title);
}

function toPattern(text: string): RegExp {
  const literal = text.split('*').map((part) => part.replaceAll(/[.~]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}
