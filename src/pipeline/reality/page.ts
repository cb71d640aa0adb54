/** The reality check as a page of the documentation. */

import {
  type Agreement,
  isStriking,
  LEAST_CORRELATION,
  type RealityCheck,
  SPREAD_FACTOR,
  STRONG_CORRELATION,
} from '../reality-check.ts';
import { differences, type Explanation, explainer } from './explanations.ts';
import type { Spread } from './statistics.ts';

const SIGN: Readonly<Record<Agreement, string>> = {
  same: '=',
  opposite: '**×**',
  'real only': 'r',
  'simulated only': 's',
  neither: '·',
};

/** The simulated plant run otherwise, to show that an explanation is true. */
export interface Variant {
  readonly title: string;
  /** Markdown: what is different, and what it shows. */
  readonly introduction: string;
  readonly check: RealityCheck;
}

/** Markdown for docs/reality-check.md. */
export function realityPage(
  check: RealityCheck,
  explanations: readonly Explanation[],
  variants: readonly Variant[] = [],
): string {
  const { removals, columns, pairs } = check;
  const explain = explainer(explanations);
  const why = (id: string) => {
    const explanation = explain(id);
    return explanation === undefined
      ? '**not yet explained**'
      : `[${explanation.title}](#${anchor(explanation.title)})`;
  };
  const count = (wanted: Agreement) => pairs.filter(({ agreement }) => agreement === wanted).length;
  const striking = pairs.filter(isStriking);
  const compared = removals.filter(({ within }) => within !== null);
  const inside = compared.filter(({ within }) => within);
  return [
    '# The station beside a real plant',
    '',
    `Made by a command; do not edit. ${check.days.simulated} simulated days beside ${check.days.real} days of the activated-sludge plant of the UCI "Water Treatment Plant" record (Poch, Béjar, Cortés, 1993, CC BY 4.0), which stays outside this package. Both are daily means; the simulated ones are flow-weighted composites of the plant's true state.`,
    '',
    `**${inside.length} of ${compared.length}** removals lie within the real plant's interquartile range; of ${count('same') + count('opposite')} pairs of columns correlated in both, **${count('same')}** have the same sign.`,
    '',
    '## Removals',
    '',
    'Percent of the concentration that enters the stage; the day in the middle, and in brackets the middle half of all days. CV: standard deviation over mean.',
    '',
    ...table(
      ['stage', 'parameter', 'real', 'CV', 'simulated', 'CV', 'within', 'why not'],
      removals.map((row) => [
        row.stage,
        row.parameter,
        range(row.real),
        decimals(row.real.cv),
        range(row.simulated),
        decimals(row.simulated.cv),
        row.within === null ? 'not measured' : row.within ? 'yes' : 'no',
        row.within === false ? why(row.id) : '',
      ]),
    ),
    '',
    '## Levels and day-to-day spread',
    '',
    `Levels are those of two different towns; what is compared is how much they vary. A CV that differs by more than a factor of ${SPREAD_FACTOR} is marked.`,
    '',
    ...table(
      ['column', 'real', 'CV', 'simulated', 'CV', 'similar', 'why not'],
      columns.map((row) => [
        row.id,
        range(row.real),
        decimals(row.real.cv),
        range(row.simulated),
        decimals(row.simulated.cv),
        row.similarSpread === null ? '–' : row.similarSpread ? 'yes' : 'no',
        row.similarSpread === false ? why(row.id) : '',
      ]),
    ),
    '',
    '## Correlations',
    '',
    `Signs of Spearman's rank correlation of the daily columns, taken as none below ${LEAST_CORRELATION}: \`=\` the same in both (${count('same')} pairs), **×** opposite (${count('opposite')}), \`r\` in the real plant only (${count('real only')}), \`s\` in the simulation only (${count('simulated only')}), \`·\` in neither (${count('neither')}).`,
    '',
    ...signMatrix(check),
    '',
    striking.length === 0
      ? `No pair has opposite signs, and none is above ${STRONG_CORRELATION} in one plant and without sign in the other.`
      : `Opposite signs, and correlations above ${STRONG_CORRELATION} in one plant that have no sign in the other:`,
    '',
    ...(striking.length === 0
      ? []
      : table(
          ['pair', 'real', 'simulated', 'why'],
          striking.map(({ a, b, real, simulated }) => [
            `${a} ~ ${b}`,
            decimals(real),
            decimals(simulated),
            why(`${a} ~ ${b}`),
          ]),
        )),
    '',
    ...reasons(check, explanations),
    ...variants.flatMap((variant) => comparison(check, variant)),
  ].join('\n');
}

/** Each explanation with all that it stands for. */
function reasons(check: RealityCheck, explanations: readonly Explanation[]): string[] {
  const explain = explainer(explanations);
  const ids = differences(check);
  const sections = explanations.flatMap((explanation) => {
    const covered = ids.filter((id) => explain(id) === explanation);
    return covered.length === 0
      ? []
      : [`### ${explanation.title}`, '', explanation.why, '', `Covers: ${covered.join('; ')}.`, ''];
  });
  return sections.length === 0 ? [] : ['## Why', '', ...sections];
}

function comparison(check: RealityCheck, variant: Variant): string[] {
  const removalOf = (id: string) => variant.check.removals.find((row) => row.id === id);
  const { pairs } = variant.check;
  const count = (wanted: Agreement) => pairs.filter(({ agreement }) => agreement === wanted).length;
  return [
    `## ${variant.title}`,
    '',
    variant.introduction,
    '',
    ...table(
      ['stage', 'parameter', 'real', 'station', 'so', 'within'],
      check.removals
        .filter(({ within }) => within !== null)
        .map(({ id, stage, parameter, real, simulated }) => {
          const row = removalOf(id);
          return [
            stage,
            parameter,
            range(real),
            range(simulated),
            row === undefined ? '–' : range(row.simulated),
            row?.within ? 'yes' : 'no',
          ];
        }),
    ),
    '',
    `Of the pairs correlated in both, ${count('same')} have the same sign and ${count('opposite')} the opposite one; ${pairs.filter(isStriking).length} differ strikingly, of the station ${check.pairs.filter(isStriking).length}.`,
    '',
  ];
}

/** As GitHub makes them of headings. */
const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

function signMatrix({ columns, pairs }: RealityCheck): string[] {
  const sign = new Map(pairs.map(({ a, b, agreement }) => [`${a} ~ ${b}`, SIGN[agreement]]));
  const ids = columns.map(({ id }) => id);
  return table(
    ['', ...ids.map((_, i) => String(i + 1))],
    ids.map((row, i) => [
      `${i + 1} ${row}`,
      ...ids.map((column, j) => (j > i ? (sign.get(`${row} ~ ${column}`) ?? '') : '')),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** `90.2 (87.6–92.5)`; nothing to show without values. */
function range({ n, q1, median, q3 }: Spread): string {
  return n === 0 ? '–' : `${digits(median)} (${digits(q1)}–${digits(q3)})`;
}

const decimals = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(2));
const digits = (value: number): string => (Math.abs(value) >= 1000 ? value.toFixed(0) : value.toFixed(1));
