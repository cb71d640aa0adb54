import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { C } from '../components.ts';
import { TAP_NAMES, tapIndex } from '../taps.ts';
import { createStream, Q, type Stream } from '../unit.ts';
import { CONSERVED, loads, randomStream, residual } from './conservation.ts';
import { contentOf, PARTICULATES, suspendedSolids } from './contents.ts';
import { FILTER_CELLS, Filters } from './filter.ts';

/** Clarifier effluent with 14.3 g/m³ of solids, as in BSM2. */
function effluent(flow = 20_640): Stream {
  const stream = createStream();
  const values = { S_I: 28, X_I: 5.92, X_S: 0.12, X_BH: 8.66, X_BA: 0.65, X_P: 3.75, S_NO: 9.2, T: 15 };
  for (const [name, value] of Object.entries(values)) stream[C[name as keyof typeof values]] = value;
  stream[Q] = flow;
  return stream;
}

function build(inlet = effluent()) {
  const filtered = createStream();
  const wash = createStream();
  const unit = new Filters(inlet, filtered, wash, { washPause: 0 });
  const y = new Float64Array(unit.states);
  const dy = new Float64Array(unit.states);
  unit.initialise(y, 0);
  const truth = new Float64Array(TAP_NAMES.length);
  const tap = (name: string) => {
    unit.writeSignals(y, 0, truth);
    return truth[tapIndex(name)];
  };
  return { inlet, filtered, wash, unit, y, dy, tap };
}

/** One minute in four Euler steps; `each` sees the plant as it was derived last. */
function run(plant: ReturnType<typeof build>, minutes: number, each: (minute: number) => void = () => {}): void {
  const { unit, y, dy } = plant;
  for (let m = 0; m < minutes; m++) {
    unit.minute(m, y, 0);
    for (let k = 0; k < 4; k++) {
      unit.derive(y, 0, dy);
      for (let i = 0; i < y.length; i++) y[i] += dy[i] / 5760;
    }
    each(m);
  }
}

test('nothing is created or lost, with and without a wash', () => {
  const random = new RandomStream(5, 'filter');
  for (let trial = 0; trial < 60; trial++) {
    const plant = build(randomStream(random, 20_000, 40));
    const { inlet, filtered, wash, unit, y, dy } = plant;
    for (let i = 0; i < y.length; i++) y[i] = random.uniform() * 1e5;
    // Hours since wash are the saved numbers 5 … 8; a cell beyond 24 h is washed at the next minute.
    if (trial % 2 === 0) {
      const saved = unit.save();
      saved[5 + (trial % 4)] = 30;
      unit.restore(saved);
    }
    unit.minute(0, y, 0);
    unit.derive(y, 0, dy);
    if (trial % 2 === 0) assert.ok(wash[Q] > 0);
    assert.ok(residual(inlet[Q], filtered[Q] + wash[Q], 0) < 1e-14);
    const stored = new Float64Array(24);
    PARTICULATES.forEach((c, k) => {
      stored[c] = dy[k];
    });
    for (const content of CONSERVED) {
      const off = residual(loads([inlet], content), loads([filtered, wash], content), contentOf(stored, 0, content));
      assert.ok(off < 1e-12, `${content}: ${off}`);
    }
  }
});

test('three quarters of the solids stay at the design velocity', () => {
  const plant = build();
  plant.unit.derive(plant.y, 0, plant.dy);
  const removal = 1 - suspendedSolids(plant.filtered, 0) / suspendedSolids(plant.inlet, 0);
  assert.ok(Math.abs(removal - 0.75) < 0.005, `${removal}`);
});

test('every cell is washed daily, one at a time, for the wash time, with little water', () => {
  const plant = build();
  const { unit, wash, tap } = plant;
  let washMinutes = 0;
  let washVolume = 0;
  const washes = [0, 0, 0, 0];
  let before = -1;
  run(plant, 4 * 1440, () => {
    washVolume += wash[Q] / 1440;
    washMinutes += wash[Q] > 0 ? 1 : 0;
    const shut = [0, 1, 2, 3].filter((cell) => tap(`filter${cell + 1}.head_loss`) === 0);
    const [washed = -1] = shut;
    if (washed >= 0 && washed !== before) washes[washed]++;
    before = washed;
    assert.equal(shut.length, tap('backwash_pump.running'));
    assert.equal(tap('backwash.flow'), wash[Q]);
  });
  const total = washes.reduce((sum, count) => sum + count, 0);
  assert.ok(Math.min(...washes) >= 4 && total <= 24, `${washes} washes`);
  assert.equal(washMinutes, total * unit.parameters.washTime);
  const share = washVolume / (4 * 20_640);
  assert.ok(share > 0.005 && share < 0.05, `${share} of the water`);
});

test('of two cells that are due the fuller one is washed first, with no more than half of what is filtered', () => {
  const plant = build(effluent(8000));
  const { unit, y, dy, wash, filtered } = plant;
  const saved = unit.save();
  saved[5 + 1] = 40;
  saved[5 + 2] = 40;
  unit.restore(saved);
  y[PARTICULATES.length + 2] *= 1.5;
  unit.minute(0, y, 0);
  unit.derive(y, 0, dy);
  assert.equal(unit.headLoss(2, y, 0), 0);
  assert.ok(unit.headLoss(1, y, 0) > 0);
  assert.equal(wash[Q], 4000);
  assert.equal(filtered[Q], 4000);
});

test('the solids of the cells are those of the pool, for days', () => {
  const plant = build();
  run(plant, 2 * 1440);
  const pool = new Float64Array(24);
  PARTICULATES.forEach((c, k) => {
    pool[c] = plant.y[k];
  });
  const cells = plant.y.subarray(PARTICULATES.length).reduce((sum, solids) => sum + solids, 0);
  assert.ok(Math.abs(contentOf(pool, 0, 'tss') / cells - 1) < 1e-9);
});

test('head loss grows with solids and flow, and a loaded filter is washed before its time', () => {
  const plant = build(effluent(35_000));
  plant.inlet[C.X_BH] = 60;
  let highest = 0;
  let washes = 0;
  let washing = false;
  run(plant, 1440, () => {
    for (let cell = 0; cell < FILTER_CELLS; cell++) highest = Math.max(highest, plant.unit.headLoss(cell, plant.y, 0));
    if (plant.wash[Q] > 0 && !washing) washes++;
    washing = plant.wash[Q] > 0;
  });
  assert.ok(washes > 6, `${washes} washes`);
  assert.ok(highest > 1.9 && highest < 3.2, `${highest} m`);
});

test('without washes the filters fill, lose head and let solids through', () => {
  const plant = build();
  plant.unit.washHealth = 0;
  plant.unit.derive(plant.y, 0, plant.dy);
  const fresh = suspendedSolids(plant.filtered, 0);
  run(plant, 6 * 1440);
  assert.equal(plant.wash[Q], 0);
  assert.ok(plant.tap('filter1.head_loss') > 9.81 * 2);
  assert.ok(suspendedSolids(plant.filtered, 0) > 1.5 * fresh);
  plant.unit.available.fill(0);
  plant.unit.derive(plant.y, 0, plant.dy);
  assert.equal(suspendedSolids(plant.filtered, 0), suspendedSolids(plant.inlet, 0));
});

test('no flow stays finite; a clogged cell shows; levers survive save and restore', () => {
  const plant = build(createStream());
  run(plant, 10);
  assert.ok(plant.dy.every(Number.isFinite) && plant.wash.every(Number.isFinite));
  const other = build();
  other.unit.clogging[2] = 3;
  assert.ok(Math.abs(other.tap('filter3.head_loss') / other.tap('filter2.head_loss') - 3) < 1e-9);
  other.unit.available[1] = 0;
  other.unit.captureHealth = 0.5;
  const copy = build().unit;
  copy.restore(other.unit.save());
  assert.deepEqual(copy.save(), other.unit.save());
});

test('washes keep to the clock: a cell that is washed out of turn has its next turn when it would have had it', () => {
  const startsOf = (early: boolean): number[] => {
    // So little solids that the head loss asks for no wash.
    const plant = build(effluent(8000));
    const { y, tap } = plant;
    if (early) y[PARTICULATES.length + 2] *= 10;
    const starts: number[] = [];
    let before = 0;
    run(plant, 3 * 1440, (minute) => {
      const running = tap('backwash_pump.running');
      if (running > before) starts.push(minute);
      before = running;
    });
    return starts;
  };
  const usual = startsOf(false);
  const shifted = startsOf(true);
  assert.equal(usual.length, 12);
  assert.equal(shifted[0], 0);
  assert.deepEqual(shifted.slice(-8), usual.slice(-8));
});
