/** The figures as text: the detector by family, and all detectors beside each other. */

import { type Figures, meanFigures } from './figures.ts';

/** Figures by detector, by family; each the mean over seeds. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, Figures>>;

const COLUMNS: readonly (readonly [heading: string, figure: keyof Figures])[] = [
  ['AP', 'averagePrecision'],
  ['AUC', 'rocAuc'],
  ['best F1', 'bestF1'],
  ['F1', 'f1'],
  ['prec', 'precision'],
  ['recall', 'recall'],
  ['false', 'falseAlarms'],
  ['found', 'found'],
  ['top 1', 'top1'],
  ['top 3', 'top3'],
];
/** Figures that are shown of all detectors for each family. */
const COMPARED: readonly (keyof Figures)[] = ['averagePrecision', 'f1'];

/** All figures of one detector, a line a family, and their mean. */
export function detectorTable(results: Results, detector: string): string {
  const families = results.get(detector) ?? new Map<string, Figures>();
  const lines = [...families].map(([family, figures]) => figuresLine(family, figures));
  return [heading(), ...lines, figuresLine('mean', meanFigures([...families.values()]))].join('\n');
}

/** All figures, a line a detector, means over families. */
export function meansTable(results: Results): string {
  const lines = [...results].map(([detector, families]) => figuresLine(detector, meanFigures([...families.values()])));
  return [heading(), ...lines].join('\n');
}

/** One figure of all detectors, a line a family. */
export function comparisons(results: Results): string[] {
  const families = [...([...results.values()][0]?.keys() ?? [])];
  return COMPARED.map((figure) => {
    const top = `${figure.padEnd(24)}${[...results.keys()].map((name) => name.padStart(23)).join('')}`;
    const lines = families.map((family) => {
      const cells = [...results.values()].map((byFamily) => cell(byFamily.get(family)?.[figure] ?? Number.NaN, 23));
      return family.padEnd(24) + cells.join('');
    });
    return [top, ...lines].join('\n');
  });
}

function heading(): string {
  return ' '.repeat(24) + COLUMNS.map(([name]) => name.padStart(9)).join('');
}

function figuresLine(name: string, figures: Figures): string {
  return name.padEnd(24) + COLUMNS.map(([, figure]) => cell(figures[figure], 9)).join('');
}

function cell(value: number, width: number): string {
  return (Number.isNaN(value) ? '–' : value.toFixed(3)).padStart(width);
}
