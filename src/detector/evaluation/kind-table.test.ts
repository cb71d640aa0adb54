import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Called, kindTable, macroF1 } from './kind-table.ts';

const events = [
  ['sensor_fault', 'sensor_fault'],
  ['sensor_fault', 'sensor_fault'],
  ['sensor_fault', 'sensor_drift'],
  ['sensor_fault', 'missed'],
  ['sensor_drift', 'sensor_drift'],
  ['sensor_drift', 'unknown'],
] as const;

test('a row a true kind, a column what it was taken for', () => {
  const table = kindTable(events.map(([kind, called]) => ({ kind, called })));
  assert.deepEqual(table[0], [2, 1, 0, 0, 0, 0, 1]);
  assert.deepEqual(table[1], [0, 1, 0, 0, 0, 1, 0]);
  assert.deepEqual(table[2], [0, 0, 0, 0, 0, 0, 0]);
});

test('macro-F1 over the kinds that there are; missed and unknown events count against recall', () => {
  // Faults: TP 2, FN 2, FP 0; drifts: TP 1, FN 1, FP 1.
  const table = kindTable(events.map(([kind, called]) => ({ kind, called })));
  assert.ok(Math.abs(macroF1(table) - (4 / 6 + 2 / 4) / 2) < 1e-12);
  const all = events.map(([kind]) => ({ kind, called: kind as Called }));
  assert.equal(macroF1(kindTable(all)), 1);
  assert.ok(Number.isNaN(macroF1(kindTable([]))));
});
