/** Events, detections and episodes of small made-up runs, worked out by hand. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnomalyKind } from '../../core/anomaly-kinds.ts';
import { TICK_MS } from '../../core/time.ts';
import { TOLERANCE_MS } from './detection-log.ts';
import { Tally } from './tally.ts';
import type { TruthEvent } from './truth.ts';
import type { DetectionNews } from './verdict.ts';

const IDS = ['A', 'B', 'C'];
const FAR = 2 + TOLERANCE_MS / TICK_MS;

interface Step {
  /** Event id of each reading. */
  readonly labels?: readonly number[];
  readonly flags?: readonly number[];
  readonly alarm?: boolean;
  readonly news?: readonly DetectionNews[];
}

/** Runs `frames` frames, those of `steps` as told and the others with nothing. */
function run(frames: number, steps: Readonly<Record<number, Step>>, events: readonly TruthEvent[] = []) {
  const tally = new Tally(IDS, frames);
  for (const event of events) tally.addEvent(event);
  for (let k = 0; k < frames; k++) {
    const { labels = [0, 0, 0], flags = [0, 0, 0], alarm = flags.includes(1), news = [] } = steps[k] ?? {};
    const channelScores = Float64Array.from(flags);
    tally.push(
      k * TICK_MS,
      { kinds: Uint8Array.from(labels, (id) => (id > 0 ? 1 : 0)), events: Uint32Array.from(labels) },
      { flags: Uint8Array.from(flags), channelScores, overallScore: alarm ? 1 : 0, alarm, changes: news },
    );
  }
  return tally.finish();
}

function event(id: number, from: number, to: number, causes: number[] = [], kind: AnomalyKind = 'sensor_fault') {
  return { id, kind, subtype: 'stuck', start: from * TICK_MS, end: to * TICK_MS, causes };
}

function news(change: DetectionNews['change'], id: number, sensors: string[], kind: AnomalyKind = 'sensor_fault') {
  return { change, detection: { id, kind, confidence: 0.7, sensors } };
}

test('readings and frames are counted, each by its own judgement', () => {
  const { readings, frames, days } = run(4, {
    0: { labels: [1, 0, 0], flags: [1, 0, 0] },
    1: { labels: [1, 1, 0], flags: [0, 0, 1] },
    2: { alarm: true },
  });
  assert.deepEqual(readings.confusion, { tp: 1, fp: 1, tn: 8, fn: 2 });
  assert.deepEqual(frames.confusion, { tp: 2, fp: 1, tn: 1, fn: 0 });
  assert.equal(days, (4 * TICK_MS) / 86_400_000);
});

test('an event is found at the first flag on a labelled reading of its own, noticed at the first alarm', () => {
  const steps = {
    3: { alarm: true },
    4: { labels: [0, 7, 0] },
    5: { labels: [0, 7, 0], flags: [1, 0, 0] },
    6: { labels: [0, 7, 0], flags: [0, 1, 0] },
    7: { labels: [0, 7, 0], flags: [0, 1, 0] },
  };
  const [outcome] = run(10, steps, [event(7, 3, 9)]).events;
  assert.equal(outcome.noticedAfterS, 0);
  assert.equal(outcome.labelledAfterS, 5);
  assert.equal(outcome.foundAfterS, 15);
  assert.deepEqual([outcome.readings, outcome.flagged], [4, 2]);
});

test('a flag elsewhere, or on a reading that is another event’s, does not find it', () => {
  const steps = {
    2: { labels: [1, 2, 0], flags: [0, 1, 1] },
    3: { labels: [1, 2, 0], flags: [0, 1, 1] },
  };
  const [first, second] = run(6, steps, [event(1, 2, 5, [0]), event(2, 2, 5, [1])]).events;
  assert.ok(Number.isNaN(first.foundAfterS));
  assert.equal(first.noticedAfterS, 0);
  assert.equal(second.foundAfterS, 0);
});

test('a cause that is flagged before its label finds the event, unless the reading is another event’s or it is over', () => {
  const flagged = (frame: number, labels: number[] = [0, 0, 0]) => ({ [frame]: { labels, flags: [1, 0, 0] } });
  const outcome = (steps: Readonly<Record<number, Step>>) => run(12, steps, [event(5, 3, 9, [0])]).events[0];
  assert.equal(outcome(flagged(4)).foundAfterS, 5);
  assert.ok(Number.isNaN(outcome(flagged(4, [6, 0, 0])).foundAfterS));
  assert.ok(Number.isNaN(outcome(flagged(2)).foundAfterS));
  assert.ok(Number.isNaN(outcome(flagged(9)).foundAfterS));
});

test('the detection that holds most of an event’s flags says kind and rank', () => {
  const labels = [0, 4, 4];
  const steps: Record<number, Step> = {
    2: { labels, flags: [0, 1, 0], news: [news('begun', 1, ['B'])] },
    3: { labels, flags: [0, 0, 1], news: [news('begun', 2, ['C'], 'cyberattack')] },
    4: { labels, flags: [0, 0, 1], news: [news('updated', 2, ['A', 'C'], 'cyberattack')] },
    5: { labels, flags: [0, 0, 1] },
    6: { news: [news('ended', 1, ['B']), news('ended', 2, ['A', 'C'], 'cyberattack')] },
  };
  const [outcome] = run(10, steps, [event(4, 2, 6, [2], 'cyberattack')]).events;
  assert.equal(outcome.detections, 2);
  assert.equal(outcome.called, 'cyberattack');
  assert.equal(outcome.rank, 2);
});

test('detections are right, beside or false by what is labelled while they last, and the tolerance around', () => {
  const begun = (id: number, sensor: string) => ({ news: [news('begun', id, [sensor])] });
  const ended = (id: number, sensor: string) => ({ news: [news('ended', id, [sensor])] });
  const at = 2 * FAR;
  const match = (steps: Readonly<Record<number, Step>>) => run(5 * FAR, steps).detections[0].match;
  const labelled = { [at]: { labels: [1, 0, 0] } };
  assert.equal(match({ ...labelled, [at - 3]: begun(1, 'A'), [at + 3]: ended(1, 'A') }), 'right');
  assert.equal(match({ ...labelled, [at - 3]: begun(1, 'B'), [at + 3]: ended(1, 'B') }), 'beside');
  // Up to the tolerance before and after, and no further.
  assert.equal(match({ ...labelled, [at - FAR + 1]: begun(1, 'A'), [at - FAR + 2]: ended(1, 'A') }), 'right');
  assert.equal(match({ ...labelled, [at - FAR - 2]: begun(1, 'A'), [at - FAR]: ended(1, 'A') }), 'false');
  assert.equal(match({ ...labelled, [at + FAR - 2]: begun(1, 'A'), [at + FAR - 1]: ended(1, 'A') }), 'right');
  assert.equal(match({ ...labelled, [at + FAR]: begun(1, 'A'), [at + FAR + 1]: ended(1, 'A') }), 'false');
});

test('a detection beside an event whose cause is in force, though nothing is labelled, is not false', () => {
  const steps = { 5: { news: [news('begun', 1, ['B'])] }, 7: { news: [news('ended', 1, ['B'])] } };
  assert.equal(run(20, steps, [event(1, 4, 8)]).detections[0].match, 'beside');
  assert.equal(run(20, steps).detections[0].match, 'false');
});

test('alarms close together are one episode; those far from any label are counted apart', () => {
  const alarm = { alarm: true };
  const at = 3 * FAR;
  const { episodes, quietEpisodes } = run(6 * FAR, {
    5: alarm,
    15: alarm,
    30: alarm,
    // Within the tolerance before a label, and so no false one.
    [at - 20]: alarm,
    [at]: { labels: [1, 0, 0] },
    [at + FAR + 1]: alarm,
  });
  assert.equal(episodes, 4);
  assert.equal(quietEpisodes, 3);
});

test('an alarm that lasts until the end is counted', () => {
  const { episodes, quietEpisodes } = run(3, { 1: { alarm: true }, 2: { alarm: true } });
  assert.deepEqual([episodes, quietEpisodes], [1, 1]);
});
