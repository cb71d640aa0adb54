/** Attackers against a small plant of six channels that all follow the same rhythm. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUBTYPES } from '../../../anomalies/catalogue.ts';
import { createFrame } from '../../../core/frame.ts';
import { RandomStream } from '../../../core/random.ts';
import { TICK_MS } from '../../../core/time.ts';
import { Learner } from '../../../detector/index.ts';
import { ATTACKERS } from './attackers.ts';
import { measureRamps } from './ramps.ts';
import { runTrial } from './trial.ts';
import { type AttackWindow, EVENT_TICKS, HIDDEN_EVENTS, LEAD_TICKS } from './windows.ts';

const CHANNELS = 6;
const LEARN_TICKS = 12_000;
const ROWS = LEAD_TICKS + EVENT_TICKS;
/** Channel that the event moves, and by how much; the noise is 0.2. */
const MOVED = 2;
const STEP = 8;

const random = new RandomStream(5, 'robustness/test');
const model = learn();
const undisturbed = readings(LEARN_TICKS);
const disturbed = undisturbed.map((value, at) => {
  return at % CHANNELS === MOVED && at >= LEAD_TICKS * CHANNELS ? value + STEP : value;
});
const window: AttackWindow = {
  subtype: 'step',
  time: LEARN_TICKS * TICK_MS,
  disturbed,
  undisturbed,
  dayBefore: undisturbed,
};
const honest = runTrial(model, window, 'disturbed');

test('what nobody hides is found at once, on the channel that moved; nothing where nothing is wrong', () => {
  assert.ok(honest.foundAfter <= 2, String(honest.foundAfter));
  assert.equal(honest.flagged.indexOf(Math.max(...honest.flagged)), MOVED);
  assert.equal(runTrial(model, window, 'undisturbed').foundAfter, Number.POSITIVE_INFINITY);
});

for (const attacker of ATTACKERS) {
  test(`${attacker.name} hides all where it holds the channel that tells, nothing where it holds none`, () => {
    assert.equal(attacker.hide(model, window, honest, 1).foundAfter, Number.POSITIVE_INFINITY);
    assert.equal(attacker.hide(model, window, honest, 0).foundAfter, honest.foundAfter);
  });
}

test('flags from before the event do not count as finding it', () => {
  const early = { ...window, undisturbed: disturbed.map((value, at) => (at % CHANNELS === MOVED ? STEP + 1 : value)) };
  const stuck = runTrial(model, early, 'undisturbed');
  assert.ok(stuck.flagged[MOVED] < EVENT_TICKS / 2);
});

test('the events that are to be hidden are there', () => {
  for (const { kind, subtype } of HIDDEN_EVENTS)
    assert.ok(
      SUBTYPES[kind].some(({ name }) => name === subtype),
      subtype,
    );
});

function learn() {
  const learner = new Learner(Array.from({ length: CHANNELS }, (_, i) => ({ id: `C${i}` })));
  const frame = createFrame(CHANNELS);
  frame.quality.fill(0);
  const rows = readings(0, LEARN_TICKS);
  for (let tick = 0; tick < LEARN_TICKS; tick++) {
    frame.seq = tick;
    frame.time = tick * TICK_MS;
    frame.values.set(rows.subarray(tick * CHANNELS, (tick + 1) * CHANNELS));
    learner.push(frame);
  }
  return learner.finish();
}

function readings(from: number, rows = ROWS): Float64Array {
  return Float64Array.from({ length: rows * CHANNELS }, (_, at) => {
    const tick = from + Math.floor(at / CHANNELS);
    return 10 + (1 + (at % CHANNELS)) * Math.sin(tick / 500) + 0.2 * random.normal();
  });
}

test('a bias far beyond the noise is found, at once and slowly; what stays unnoticed is small', () => {
  const sensors = Array.from({ length: CHANNELS }, () => ({ type: 'ph', range: [0, 100] as const }));
  const { clean, still, unnoticed } = measureRamps(model, [window], sensors);
  assert.ok(clean === 3 && still === 3, `${clean}, ${still}`);
  assert.ok(unnoticed > 0.0005 && unnoticed < 0.1, String(unnoticed));
});
