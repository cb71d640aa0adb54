/** VUS-PR against its definition written out, and at its extremes. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RandomStream } from '../../core/random.ts';
import { ChannelSeries } from './channel-series.ts';
import { vusPr } from './vus-pr.ts';

test('as the definition, written out, for any labels and scores', () => {
  const series = fc
    .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 4 })), {
      minLength: 5,
      maxLength: 90,
    })
    .filter((points) => points.some(([, mark]) => mark === 4));
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 14 }), (points, width) => {
      const scores = points.map(([score]) => score);
      // Runs of labels of different lengths: a mark of 4, and what stands between two of them without a 0.
      const labels = points.map(([, mark], k) => (mark === 4 || (mark === 3 && points[k - 1]?.[1] === 4) ? 1 : 0));
      assert.ok(Math.abs(vusPr(scores, labels, width) - writtenOut(scores, labels, width)) < 1e-12);
    }),
    { numRuns: 300 },
  );
});

test('a value that TSB-AD itself gives', () => {
  // RangeAUC_volume_opt of TSB_AD/evaluation/basic_metrics.py on the same series with windowSize 40 (numpy 2.4.6).
  let word = 12_345;
  const scores: number[] = [];
  const labels: number[] = [];
  for (let i = 0; i < 600; i++) {
    word = (word * 1_103_515_245 + 12_345) % 2_147_483_648;
    const isAnomalous = (i >= 100 && i < 140) || (i >= 150 && i < 152) || (i >= 400 && i < 470) || i >= 590;
    labels.push(isAnomalous ? 1 : 0);
    scores.push(0.6 * (word / 2_147_483_648) + (isAnomalous ? 0.3 : 0) + (i > 145 && i < 160 ? 0.2 : 0));
  }
  assert.ok(Math.abs(vusPr(scores, labels, 40) - 0.8287624232320882) < 1e-12);
});

test('a perfect score reaches 1, a random one the share of anomalies, no anomaly nothing', () => {
  const random = new RandomStream(1, 'vus');
  const labels = Array.from({ length: 20_000 }, (_, k) => (k % 1_000 < 50 ? 1 : 0));
  // Buffers add to what counts as anomalous, so that at their edge even a perfect score misses some.
  assert.equal(vusPr(labels, labels, 0), 1);
  assert.ok(vusPr(labels, labels, 20) > 0.97);
  const chance = vusPr(
    labels.map(() => random.uniform()),
    labels,
    0,
  );
  assert.ok(Math.abs(chance - 0.05) < 0.01, String(chance));
  assert.ok(Number.isNaN(vusPr([1, 0, 1], [0, 0, 0], 5)));
});

test('an alarm a little early is half right with a buffer and wrong without', () => {
  const labels = Array.from({ length: 500 }, (_, k) => (k >= 200 && k < 220 ? 1 : 0));
  const early = labels.map((_, k) => (k >= 190 && k < 200 ? 1 : 0));
  assert.ok(vusPr(early, labels, 0) < 0.1);
  assert.ok(vusPr(early, labels, 40) > vusPr(early, labels, 0) + 0.1);
});

test('channels apart: the mean of those with anomalies', () => {
  const random = new RandomStream(2, 'series');
  const frames = 400;
  const series = new ChannelSeries(3, frames);
  const scores = Array.from({ length: 3 }, () => Array.from({ length: frames }, () => random.uniform()));
  const labels = [0, 1, 2].map((c) => Array.from({ length: frames }, (_, k) => (c < 2 && k % 97 < 9 * c + 5 ? 1 : 0)));
  for (let k = 0; k < frames; k++) {
    const events = Uint32Array.from(labels, (label) => 7 * label[k]);
    series.push(
      events,
      Float64Array.from(scores, (score) => score[k]),
    );
  }
  const stepped = (score: number) => Math.floor(score * 2 ** 15);
  const mean = (vusPr(scores[0].map(stepped), labels[0], 10) + vusPr(scores[1].map(stepped), labels[1], 10)) / 2;
  assert.ok(Math.abs(series.meanVusPr(10) - mean) < 1e-12);
  const byFrame = (vusPr(scores[2], labels[0], 10) + vusPr(scores[2], labels[1], 10)) / 2;
  assert.ok(Math.abs(series.meanVusPrOfFrames(scores[2], 10) - byFrame) < 1e-12);
});

/** Threshold by threshold and point by point, as TSB-AD's `RangeAUC_volume_opt` goes about it. */
function writtenOut(scores: number[], labels: number[], width: number): number {
  const n = scores.length;
  const descending = scores.toSorted((a, b) => b - a);
  const thresholds = Array.from({ length: 250 }, (_, k) => descending[Math.floor((k * (n - 1)) / 249)]);
  const segments = runs(labels);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  let volume = 0;
  for (let buffer = 0; buffer <= width; buffer++) {
    const half = Math.floor(buffer / 2);
    const soft = [...labels];
    for (const [first, last] of segments) {
      for (let p = last + 1; p < Math.min(last + half + 1, n); p++) soft[p] += Math.sqrt(1 - (p - last) / buffer);
      for (let p = Math.max(first - half, 0); p < first; p++) soft[p] += Math.sqrt(1 - (first - p) / buffer);
    }
    const capped = soft.map((label) => Math.min(1, label));
    const wide = runs(
      labels.map((_, p) => (segments.some(([first, last]) => p >= first - half && p <= last + half) ? 1 : 0)),
    );
    // Segments that only touch stay apart.
    const groups = wide.flatMap(([from, to]) => splitTouching(segments, from, to, half));
    let before = 0;
    for (const threshold of thresholds) {
      const isFlagged = scores.map((score) => score >= threshold);
      let found = 0;
      let wanted = 0;
      for (let p = 0; p < n; p++) {
        if (isFlagged[p]) found += capped[p];
        wanted += labels[p] === 1 ? 1 : isFlagged[p] ? capped[p] : 0;
      }
      const met = groups.filter(([from, to]) => isFlagged.slice(from, to + 1).includes(true)).length / groups.length;
      const recall = Math.min(1, found / ((positives + wanted) / 2)) * met;
      volume += (recall - before) * (found / isFlagged.filter(Boolean).length);
      before = recall;
    }
  }
  return volume / (width + 1);
}

function splitTouching(segments: [number, number][], from: number, to: number, half: number): [number, number][] {
  const inside = segments.filter(([first, last]) => first >= from && last <= to);
  const groups: [number, number][] = [];
  let start = from;
  for (const [k, [, last]] of inside.entries()) {
    const next = inside[k + 1];
    if (next !== undefined && last + half >= next[0] - half) continue;
    groups.push([start, Math.min(to, last + half)]);
    if (next !== undefined) start = next[0] - half;
  }
  return groups;
}

function runs(labels: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [p, label] of labels.entries()) {
    if (label !== 1) continue;
    const last = found.at(-1);
    if (last !== undefined && last[1] === p - 1) last[1] = p;
    else found.push([p, p]);
  }
  return found;
}
