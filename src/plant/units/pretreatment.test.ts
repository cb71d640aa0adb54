import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { C } from '../components.ts';
import { TAP_NAMES, tapIndex } from '../taps.ts';
import { createStream, Q } from '../unit.ts';
import { CONSERVED, loads, randomStream, residual, sewage } from './conservation.ts';
import { CONTENTS, contentOf } from './contents.ts';
import { Pretreatment } from './pretreatment.ts';

function build(inlet = sewage(), liquor = createStream()) {
  const screened = createStream();
  // One pump a little above the dry-weather flow, so that thresholds are told apart.
  const unit = new Pretreatment(inlet, liquor, screened, { pumpCapacity: 25_000 });
  const y = new Float64Array(unit.states);
  const dy = new Float64Array(unit.states);
  unit.initialise(y, 0);
  const truth = new Float64Array(TAP_NAMES.length);
  let minute = 0;
  const run = (minutes: number, each: () => void = () => {}) => {
    for (let m = 0; m < minutes; m++) {
      unit.minute(minute, y, 0);
      for (let k = 0; k < 4; k++) {
        unit.derive(y, 0, dy);
        for (let i = 0; i < y.length; i++) y[i] += dy[i] / 5760;
      }
      minute++;
      each();
    }
  };
  const tap = (name: string) => {
    unit.writeSignals(y, 0, truth);
    return truth[tapIndex(name)];
  };
  return { inlet, liquor, screened, unit, y, dy, run, tap };
}

const pumpsRunning = (tap: (name: string) => number) => [1, 2, 3].map((pump) => tap(`inlet_pump${pump}.running`));

test('nothing is created or lost; the grit is accounted for', () => {
  const random = new RandomStream(7, 'pretreatment');
  for (let trial = 0; trial < 60; trial++) {
    const plant = build(randomStream(random, 20_000, 400), randomStream(random, 500, 1500));
    const { inlet, liquor, screened, unit, y, dy } = plant;
    y[24] = 60 * (0.8 + 3.6 * random.uniform());
    for (let i = 0; i < 24; i++) y[i] = y[24] * random.uniform() * 500;
    unit.gritBlower = trial % 2;
    unit.minute(trial, y, 0);
    unit.derive(y, 0, dy);
    const { overflow } = unit;
    if (y[24] > 240) assert.ok(overflow[Q] > 0);
    assert.ok(residual(inlet[Q] + liquor[Q], screened[Q] + overflow[Q], dy[24]) < 1e-12);
    for (const content of CONSERVED) {
      const stored = contentOf(dy, 0, content);
      const out = loads([screened, overflow], content) + unit.gritFlow(y, 0) * CONTENTS[content][C.X_MIN];
      assert.ok(residual(loads([inlet, liquor], content), out, stored) < 1e-12, content);
    }
  }
});

test('the well settles where the pumps lift what comes; grit removal is within 30 to 60 %', () => {
  for (const flow of [5000, 20_648, 60_000]) {
    const { run, screened, tap, inlet } = build(sewage(flow));
    run(600);
    assert.ok(Math.abs(screened[Q] / flow - 1) < 1e-3);
    assert.ok(tap('inlet_well.level') > 1 && tap('inlet_well.level') < 3);
    const kept = 1 - screened[C.X_MIN] / inlet[C.X_MIN];
    assert.ok(kept > 0.29 && kept < 0.61, `${kept}`);
  }
});

test('without air the grit chamber keeps half as much', () => {
  const { run, screened, inlet, unit } = build();
  run(600);
  const kept = 1 - screened[C.X_MIN] / inlet[C.X_MIN];
  unit.gritBlower = 0;
  run(600);
  assert.ok(Math.abs((1 - screened[C.X_MIN] / inlet[C.X_MIN]) / kept - 0.5) < 1e-3);
});

test('one pump carries dry weather, three the storm; none flickers; the leader changes daily', () => {
  const plant = build();
  const { run, tap, inlet } = plant;
  let starts = 0;
  let before = 1;
  run(600, () => {
    const count = pumpsRunning(tap).reduce((a, b) => a + b);
    if (count > before) starts++;
    before = count;
  });
  assert.deepEqual(pumpsRunning(tap), [1, 0, 0]);
  assert.equal(starts, 0);
  inlet[Q] = 60_000;
  run(60);
  assert.deepEqual(pumpsRunning(tap), [1, 1, 1]);
  // Between the stop and the start threshold the second pump stays on, and would not have come on.
  inlet[Q] = 23_000;
  run(120);
  assert.equal(
    pumpsRunning(tap).reduce((a, b) => a + b),
    2,
  );
  inlet[Q] = 20_000;
  run(1440);
  inlet[Q] = 23_000;
  run(120);
  assert.deepEqual(pumpsRunning(tap), [0, 1, 0]);
});

test('with too few pumps the well rises and spills over the storm weir', () => {
  const { run, tap, unit, screened, inlet } = build(sewage(40_000));
  run(100);
  assert.equal(unit.overflow[Q], 0);
  unit.pumps.available[0] = 0;
  unit.pumps.available[1] = 0;
  run(300);
  assert.ok(Math.abs(screened[Q] - 25_000) < 1);
  assert.ok(Math.abs(unit.overflow[Q] - 15_000) < 10);
  assert.ok(tap('inlet_well.level') > 4);
  assert.ok(tap('pretreatment.power') > 20);
  assert.ok(Math.abs(unit.overflow[C.S_NH] - inlet[C.S_NH]) < 1e-6);
});

test('screens blind and are raked; a failed rake shows in the head loss', () => {
  const plant = build();
  const { run, tap, unit } = plant;
  let highest = 0;
  let lowest = 1;
  run(600, () => {
    highest = Math.max(highest, tap('screen1.head_loss'));
    lowest = Math.min(lowest, tap('screen1.head_loss'));
  });
  assert.ok(lowest > 0.03 && highest > 2 * lowest && highest < 0.35, `${lowest} … ${highest}`);
  unit.screens.rakeHealth[1] = 0;
  run(120);
  assert.ok(tap('screen2.head_loss') > 3 * highest);
});

test('hydrogen sulphide is some ppm, more in warm, slow, strong sewage', () => {
  const { tap, inlet } = build();
  const normal = tap('pretreatment.h2s');
  assert.ok(normal > 0.3 && normal < 20, `${normal} ppm`);
  inlet[C.T] = 22;
  inlet[Q] = 10_000;
  assert.ok(tap('pretreatment.h2s') > 1.5 * normal);
});

test('no flow stays finite; levers survive save and restore; levels must rise in order', () => {
  const { run, tap, y, unit } = build(createStream());
  run(30);
  assert.ok(y.every(Number.isFinite));
  for (const name of ['pretreatment.h2s', 'pretreatment.power', 'screen1.head_loss', 'inlet_well.level']) {
    assert.ok(Number.isFinite(tap(name)), name);
  }
  assert.deepEqual(pumpsRunning(tap), [0, 0, 0]);
  unit.pumpHealth = 0.5;
  unit.gritBlower = 0;
  unit.pumps.available[2] = 0;
  unit.screens.rakeHealth[0] = 0;
  const copy = build().unit;
  copy.restore(unit.save());
  assert.deepEqual(copy.save(), unit.save());
  const s = createStream();
  assert.throws(() => new Pretreatment(s, s, s, { fullLevel: 5 }), ConfigError);
});
