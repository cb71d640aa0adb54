import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { C } from '../components.ts';
import { TAP_NAMES, tapIndex } from '../taps.ts';
import { createStream, Q } from '../unit.ts';
import { CONSERVED, loads, randomStream, residual, sewage } from './conservation.ts';
import { contentOf, suspendedSolids } from './contents.ts';
import { Dewatering } from './dewatering.ts';
import { LiquorTank } from './liquor.ts';
import { separate } from './separator.ts';
import { Thickener } from './thickener.ts';

const solidsOf = (stream: Float64Array) => suspendedSolids(stream, 0);

test('thickening and dewatering lose nothing, from water to sludge that is too thick already', () => {
  const random = new RandomStream(2, 'separator');
  const thick = createStream();
  const thin = createStream();
  for (let trial = 0; trial < 200; trial++) {
    const feed = randomStream(random, 300, 10 ** (6 * random.uniform() - 1));
    separate(feed, 70_000, 0.98, thick, thin);
    for (const content of CONSERVED) {
      assert.ok(residual(loads([feed], content), loads([thick, thin], content), 0) < 1e-12, content);
    }
    assert.ok(residual(feed[Q], thick[Q] + thin[Q], 0) < 1e-15);
    for (const values of [thick, thin]) assert.ok(values.every((value) => Number.isFinite(value) && value >= 0));
  }
});

test('the benchmark waste sludge is thickened to 7 % with 98 % of its solids', () => {
  // Settler underflow of BSM2 (7348.3 g/m³, 300 m³/d): 300 · 0.98 · 7348.3 / 70000 = 30.86 m³/d.
  const feed = createStream();
  feed[C.X_BH] = 7348.3 / 0.75;
  feed[C.S_NH] = 0.1585;
  feed[Q] = 300;
  const [thickened, overflow] = [createStream(), createStream()];
  const unit = new Thickener(feed, thickened, overflow);
  unit.derive();
  assert.ok(Math.abs(solidsOf(thickened) - 70_000) < 1e-6);
  assert.ok(Math.abs(thickened[Q] - 30.8629) < 1e-3);
  assert.equal(thickened[C.S_NH], 0.1585);
  assert.ok(Math.abs((overflow[Q] * solidsOf(overflow)) / (300 * 7348.3) - 0.02) < 1e-9);

  feed[C.X_BH] = 80_000 / 0.75;
  unit.derive();
  assert.equal(overflow[Q], 0);
  assert.equal(thickened[Q], 300);
});

test('the thickener blanket follows the solids load and a bad capture', () => {
  const feed = createStream();
  feed[C.X_BH] = 10_000;
  feed[Q] = 300;
  const unit = new Thickener(feed, createStream(), createStream());
  const truth = new Float64Array(TAP_NAMES.length);
  const settle = () => {
    for (let i = 0; i < 4000; i++) unit.minute();
    unit.writeSignals(truth, 0, truth);
    return truth[tapIndex('thickener.blanket')];
  };
  const normal = settle();
  assert.ok(normal > 0.9 && normal < 1.1, `${normal}`);
  unit.captureHealth = 0.7;
  assert.ok(settle() > 1.2 * normal);
  const copy = new Thickener(feed, createStream(), createStream());
  copy.restore(unit.save());
  assert.deepEqual(copy.save(), unit.save());
});

test('a stopped centrifuge sends its feed on whole, without liquor', () => {
  const feed = createStream();
  feed[C.X_I] = 40_000;
  feed[Q] = 180;
  const [cake, liquor] = [createStream(), createStream()];
  const unit = new Dewatering(feed, cake, liquor);
  unit.derive();
  assert.ok(Math.abs(solidsOf(cake) - 280_000) < 1e-6);
  assert.equal(unit.running, 1);
  const power = unit.power;
  assert.ok(power > 5 && power < 20, `${power} kW`);
  unit.available = 0;
  unit.derive();
  assert.equal(cake[Q], 180);
  assert.equal(liquor[Q], 0);
  const truth = new Float64Array(TAP_NAMES.length);
  unit.writeSignals(truth, 0, truth);
  assert.equal(truth[tapIndex('centrifuge.running')], 0);
  assert.equal(unit.power, 0);
  const copy = new Dewatering(feed, cake, liquor);
  copy.restore(unit.save());
  assert.equal(copy.available, 0);
});

test('the liquor tank keeps what it receives until it gives it back', () => {
  const random = new RandomStream(3, 'liquor');
  const out = createStream();
  for (let trial = 0; trial < 50; trial++) {
    const inlets = [randomStream(random, 200, 500), randomStream(random, 300, 500), randomStream(random, 0, 500)];
    const unit = new LiquorTank(inlets, out);
    const y = new Float64Array(unit.states);
    const dy = new Float64Array(unit.states);
    unit.initialise(y, 0);
    y[24] = 50 + 400 * random.uniform();
    for (let i = 0; i < 24; i++) y[i] = y[24] * random.uniform() * 1000;
    unit.derive(y, 0, dy);
    assert.ok(residual(inlets[0][Q] + inlets[1][Q], out[Q], dy[24]) < 1e-12);
    for (const content of CONSERVED) {
      const stored = contentOf(dy, 0, content);
      assert.ok(residual(loads(inlets, content), loads([out], content), stored) < 1e-12, content);
    }
  }
});

test('with its pump stopped the liquor tank overflows instead of growing without end', () => {
  const [inlet, out] = [sewage(500), createStream()];
  const unit = new LiquorTank([inlet], out);
  const y = new Float64Array(unit.states);
  const dy = new Float64Array(unit.states);
  unit.initialise(y, 0);
  unit.pumpHealth = 0;
  for (let i = 0; i < 2 * 1440; i++) {
    unit.derive(y, 0, dy);
    for (let k = 0; k < y.length; k++) y[k] += dy[k] / 1440;
  }
  assert.ok(Math.abs(y[24] - 251.5) < 0.1, `${y[24]} m³`);
  assert.ok(Math.abs(out[Q] - 500) < 1);
  const copy = new LiquorTank([inlet], out);
  copy.restore(unit.save());
  assert.equal(copy.pumpHealth, 0);
});
