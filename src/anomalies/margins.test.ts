/** Margins: the largest of noise, resolution and span counts, and a contact's is half. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalogue } from '../sensors/index.ts';
import { readingMargins } from './margins.ts';

const { sensors } = buildCatalogue();
const marginOf = (id: string, margins: Float64Array): number =>
  margins[sensors.findIndex((sensor) => sensor.id === id)];

test('three sigma, one and a half steps or a hundredth of the span, whichever is most', () => {
  const margins = readingMargins(sensors, 'datasheet');
  const [oxygen, status, ammonia] = ['BIO-O2-02', 'BIO-POM-01', 'BIO-AMM-01'].map((id) => marginOf(id, margins));
  assert.equal(status, 0.5);
  // 0.3 % of 0 … 50 mg/L as noise, three times of which is less than a hundredth of the span.
  assert.equal(ammonia, 0.5);
  assert.ok(oxygen >= 0.1 && oxygen < 0.3, `${oxygen}`);
  assert.ok(margins.every((margin) => margin > 0));
});

test('the benchmark’s noise makes margins of 7.5 % of the span, no noise at most of a step or a hundredth', () => {
  assert.ok(Math.abs(marginOf('BIO-O2-02', readingMargins(sensors, 'benchmark')) - 0.75) < 1e-12);
  assert.equal(marginOf('BIO-O2-02', readingMargins(sensors, 'none')), 0.1);
});
