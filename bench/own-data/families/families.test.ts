/** Every family: the same seed gives the same data, another seed others, and learning sees nothing wrong. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAMILIES, seedsFor } from './index.ts';

for (const [name, generate] of Object.entries(FAMILIES)) {
  test(`${name} is made from its seed alone, and sound`, () => {
    const data = generate(1);
    assert.deepEqual(generate(1).values, data.values);
    assert.notDeepEqual(generate(2).values, data.values);
    const { rows, learnRows, channels, anomalies, labels } = data;
    assert.equal(data.name, name);
    assert.equal(new Set(channels).size, channels.length);
    assert.ok(anomalies.every(({ from, until }) => from >= learnRows && from < until && until <= rows));
    assert.ok(anomalies.every((anomaly) => anomaly.channels.every((channel) => channel in channels)));
    assert.ok(labels.subarray(learnRows).includes(0));
    assert.ok(data.values.every((value) => Number.isNaN(value) || Math.abs(value) < 1e6));
  });
}

test('no seed is both developed by and judged by', () => {
  const judged = seedsFor(true);
  assert.ok(seedsFor(false).every((seed) => !judged.includes(seed)));
});
