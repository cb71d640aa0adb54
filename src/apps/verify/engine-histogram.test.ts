import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bucketsBetween, quantileOfBuckets, readLatencyBuckets } from './engine-histogram.ts';

const text = (counts: number[]) =>
  [
    '# TYPE edge_ai_prediction_latency_seconds histogram',
    `edge_ai_prediction_latency_seconds_bucket{le="0.0001"} ${counts[0]}`,
    `edge_ai_prediction_latency_seconds_bucket{le="0.00028"} ${counts[1]}`,
    `edge_ai_prediction_latency_seconds_bucket{le="+Inf"} ${counts[2]}`,
    `edge_ai_prediction_latency_seconds_count ${counts[2]}`,
    'edge_ai_other_bucket{le="1"} 7',
  ].join('\n');

test('what was observed between two scrapes, as histogram_quantile has it', () => {
  const between = bucketsBetween(readLatencyBuckets(text([5, 5, 5])), readLatencyBuckets(text([85, 105, 105])));
  assert.deepEqual(between, { bounds: [1e-4, 2.8e-4, Number.POSITIVE_INFINITY], counts: [80, 100, 100] });
  assert.ok(Math.abs(quantileOfBuckets(between, 0.4) - 0.5e-4) < 1e-15);
  assert.ok(Math.abs(quantileOfBuckets(between, 0.95) - (1e-4 + 1.8e-4 * 0.75)) < 1e-15);
});

test('beyond the last bound it is that bound; of nothing there is none', () => {
  assert.equal(quantileOfBuckets(readLatencyBuckets(text([1, 2, 100])), 0.95), 2.8e-4);
  assert.ok(Number.isNaN(quantileOfBuckets(readLatencyBuckets(''), 0.95)));
  assert.ok(Number.isNaN(quantileOfBuckets(readLatencyBuckets(text([0, 0, 0])), 0.95)));
});

test('an engine that was not there before: its counts are all new', () => {
  const between = bucketsBetween(readLatencyBuckets(''), readLatencyBuckets(text([1, 2, 3])));
  assert.deepEqual(between.counts, [1, 2, 3]);
});
