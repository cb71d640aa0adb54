/**
 * Prometheus' text format 0.0.4, line by line: names, labels, values
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Never with timestamps: a sample that carries
 * one does not go stale when it is left out.
 */

import { InvariantError } from '../../core/errors.ts';
import type { Bytes } from '../bytes.ts';

export const EXPOSITION_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export type MetricType = 'gauge' | 'counter' | 'histogram';

/** Labels as `labelSet` writes them, and the value. */
export type Sample = readonly [labels: string, value: number];

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const LINE_END = 10;
const SPACE = 32;
const LABEL_ESCAPES: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

export function isMetricName(name: string): boolean {
  return METRIC_NAME.test(name);
}

/** The two lines that come before a family's samples. */
export function familyHeader(name: string, type: MetricType, help: string): string {
  if (!isMetricName(name)) throw new InvariantError(`${JSON.stringify(name)} is not a metric name`);
  const escaped = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `# HELP ${name} ${escaped}\n# TYPE ${name} ${type}\n`;
}

/** `{a="…",b="…"}`, or nothing where there are no labels. Values may be any text. */
export function labelSet(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => {
    if (!LABEL_NAME.test(name)) throw new InvariantError(`${JSON.stringify(name)} is not a label name`);
    // A lone surrogate is no text; UTF-8 has the replacement character for it.
    return `${name}="${value.toWellFormed().replace(/[\\"\n]/g, (character) => LABEL_ESCAPES[character])}"`;
  });
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** A space, the value, the end of the line; after the name and labels of a sample. */
export function writeValue(out: Bytes, value: number): void {
  out.byte(SPACE);
  if (value === Number.POSITIVE_INFINITY) out.text('+Inf');
  else if (value === Number.NEGATIVE_INFINITY) out.text('-Inf');
  else out.number(value);
  out.byte(LINE_END);
}

/** A whole family; samples that are NaN are left out. */
export function writeFamily(
  out: Bytes,
  name: string,
  type: MetricType,
  help: string,
  samples: readonly Sample[],
): void {
  out.text(familyHeader(name, type, help));
  for (const [labels, value] of samples) {
    if (Number.isNaN(value)) continue;
    out.text(name + labels);
    writeValue(out, value);
  }
}
