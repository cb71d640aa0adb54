/** Which sensors a target names: ids, globs (`BIO-O2-*`), `stage:desinfection`, `type:ph`. */

import { ConfigError, type Fault } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Sensor } from '../sensors/index.ts';

/** @throws ConfigError with every part of the target that names no sensor */
export function resolveSensors(target: readonly string[], sensors: readonly Sensor[]): Int32Array {
  const chosen = new Set<number>();
  const faults: Fault[] = [];
  target.forEach((part, i) => {
    const found = columnsOf(part, sensors);
    for (const column of found) chosen.add(column);
    if (found.length > 0) return;
    faults.push({ where: `target[${i}]`, got: part, expected: suggestion(part, sensors) });
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return Int32Array.from(chosen).sort();
}

function columnsOf(part: string, sensors: readonly Sensor[]): number[] {
  const matches = matcher(part);
  return sensors.flatMap((sensor, column) => (matches(sensor) ? [column] : []));
}

function matcher(part: string): (sensor: Sensor) => boolean {
  const [field, value] = part.split(':', 2);
  if (value !== undefined && field === 'stage') return ({ stage }) => stage === value;
  if (value !== undefined && field === 'type') return ({ type }) => type === value;
  if (!part.includes('*')) return ({ id }) => id === part;
  const pattern = new RegExp(`^${part.split('*').map(escapePattern).join('.*')}$`);
  return ({ id }) => pattern.test(id);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function suggestion(part: string, sensors: readonly Sensor[]): string {
  const [field, value] = part.split(':', 2);
  if (value !== undefined && (field === 'stage' || field === 'type')) {
    const names = [...new Set(sensors.map((sensor) => sensor[field]))];
    return `${field}: and one of ${names.join(', ')}`;
  }
  if (part.includes('*')) return 'a pattern that fits the id of a sensor';
  const ids = sensors.map(({ id }) => id);
  return `the id of a sensor such as "${nearest(part, ids)}", a pattern, stage:… or type:…`;
}
