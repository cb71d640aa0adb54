/** Checks as a table for people, and the verdict. */

import { formatTable } from '../cli/table.ts';
import type { Cells } from '../quality/cells.ts';
import { type Check, marginOf, statusOf } from './check.ts';

export function checkCells(checks: readonly Check[]): Cells {
  const rows = checks.map((check) => {
    const { name, where, objective, reached, unit } = check;
    const wanted = `${objective.sense} ${figure(objective.bound, unit)}`;
    return [name, where, wanted, figure(reached, unit), margin(check), statusOf(check)];
  });
  return { head: ['check', 'where', 'objective', 'reached', 'margin', 'status'], rows };
}

export function formatChecks(checks: readonly Check[]): string {
  const { head, rows } = checkCells(checks);
  return formatTable(head, rows);
}

export function verdictOf(checks: readonly Check[]): { readonly isPassed: boolean; readonly text: string } {
  const failed = checks.filter((check) => statusOf(check) === 'FAIL');
  const required = checks.filter(({ isRequired }) => isRequired).length;
  const names = failed.map(({ name, where }) => `${name} (${where})`).join(', ');
  return failed.length === 0
    ? { isPassed: true, text: `Verdict: passed, all ${required} required checks` }
    : { isPassed: false, text: `Verdict: FAILED, ${failed.length} of ${required} required checks: ${names}` };
}

function margin(check: Check): string {
  const value = marginOf(check);
  if (Number.isNaN(value)) return '–';
  const sign = value >= 0 ? '+' : '−';
  if (check.unit === '%') return `${sign}${Math.abs(value).toFixed(2)} points`;
  if (check.unit === '') return `${sign}${Math.abs(value).toFixed(3)}`;
  return `× ${new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value + 1)}`;
}

function figure(value: number, unit: Check['unit']): string {
  if (Number.isNaN(value)) return '–';
  if (unit === '%') return `${value.toFixed(2)} %`;
  const text = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
  return unit === '' ? text : `${text} ${unit}`;
}
