import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { C } from '../components.ts';
import { TAP_NAMES, tapIndex } from '../taps.ts';
import { createStream, Q } from '../unit.ts';
import { CONSERVED, loads, randomStream, residual, sewage } from './conservation.ts';
import { contentOf, PARTICULATES } from './contents.ts';
import { PrimaryClarifier } from './primary.ts';

function build(inlet = sewage()) {
  const effluent = createStream();
  const sludge = createStream();
  const unit = new PrimaryClarifier(inlet, effluent, sludge);
  const y = new Float64Array(unit.states);
  const dy = new Float64Array(unit.states);
  unit.initialise(y, 0);
  return { inlet, effluent, sludge, unit, y, dy };
}

/** Runs for `days` with explicit Euler steps of one minute: stable here, the fastest rate is some 40 /d. */
function run({ unit, y, dy }: ReturnType<typeof build>, days: number): void {
  for (let i = 0; i < days * 1440; i++) {
    unit.minute(i);
    unit.derive(y, 0, dy);
    for (let k = 0; k < y.length; k++) y[k] += dy[k] / 1440;
  }
  unit.derive(y, 0, dy);
}

test('the steady state is that of the benchmark in Matlab', () => {
  // Inlet and results: bsm2-python, tests/primclar_bsm2_test.py (BSD-3), 200 d of constant influent, Matlab's digits.
  const inlet = createStream();
  const given = {
    S_I: 30,
    S_S: 69.5,
    X_I: 51.2,
    X_S: 202.32,
    X_BH: 28.17,
    S_NH: 31.56,
    S_ND: 6.95,
    X_ND: 10.59,
    S_ALK: 7,
  };
  for (const [name, value] of Object.entries(given)) inlet[C[name as keyof typeof given]] = value;
  inlet[Q] = 18446;
  const plant = build(inlet);
  run(plant, 20);
  const { effluent, sludge } = plant;
  const near = (got: number, expected: number) =>
    assert.ok(Math.abs(got / expected - 1) < 1e-6, `${got} ≠ ${expected}`);
  near(effluent[Q], 18316.878);
  near(effluent[C.X_I], 26.0206415019475);
  near(effluent[C.X_S], 102.822191185039);
  near(effluent[C.X_BH], 14.3164349826144);
  near(effluent[C.X_ND], 5.38200377940671);
  near(effluent[C.S_S], 69.5);
  near(sludge[Q], 129.122);
  near(sludge[C.X_I], 3623.07185550945);
  near(sludge[C.X_S], 14316.7948790366);
  near(sludge[C.X_BH], 1993.39715175198);
  near(sludge[C.X_ND], 749.381463864162);
});

test('mineral solids settle faster than organic ones, and nothing more than 80 % of these', () => {
  const inlet = sewage();
  inlet[C.X_MIN] = 100;
  const plant = build(inlet);
  run(plant, 2);
  const left = (c: number) => (plant.effluent[c] * plant.effluent[Q]) / (inlet[c] * inlet[Q]);
  const organic = left(C.X_S);
  // The tank's water goes out with the sludge too, hence not to the last digit.
  assert.ok(Math.abs(left(C.X_MIN) - organic ** 3.5) < 0.02, `${left(C.X_MIN)} of ${organic}`);
  plant.unit.settleability = 0.5;
  plant.unit.derive(plant.y, 0, plant.dy);
  assert.ok(left(C.X_S) > organic + 0.15);
  plant.unit.settleability = 5;
  plant.unit.derive(plant.y, 0, plant.dy);
  assert.ok(left(C.X_S) > 0.19);
});

test('nothing is created or lost, whatever the state', () => {
  const random = new RandomStream(1, 'primary');
  for (let trial = 0; trial < 50; trial++) {
    const plant = build(randomStream(random, 20_000, 300));
    const { inlet, effluent, sludge, unit, y, dy } = plant;
    for (let i = 0; i < y.length; i++) y[i] = random.uniform() * 5000;
    unit.pumpHealth = trial % 5 === 0 ? 0 : random.uniform();
    unit.minute(trial);
    unit.derive(y, 0, dy);
    const volume = unit.parameters.volume;
    assert.ok(residual(inlet[Q], effluent[Q] + sludge[Q], 0) < 1e-12);
    const stored = new Float64Array(24);
    for (let i = 0; i < 24; i++) stored[i] = dy[i] * volume;
    PARTICULATES.forEach((c, k) => {
      stored[c] += dy[24 + k] * volume;
    });
    for (const content of CONSERVED) {
      const off = residual(loads([inlet], content), loads([effluent, sludge], content), contentOf(stored, 0, content));
      assert.ok(off < 1e-12, `${content}: ${off}`);
    }
  }
});

test('stopped sludge pumps raise the blanket until solids go over the weir', () => {
  const plant = build();
  run(plant, 3);
  const before = plant.unit.blanket(plant.y, 0);
  const solidsBefore = plant.effluent[C.X_S];
  assert.ok(before > 0.3 && before < 1, `blanket ${before}`);
  plant.unit.pumps.available.fill(0);
  run(plant, 3);
  assert.equal(plant.sludge[Q], 0);
  assert.ok(plant.unit.blanket(plant.y, 0) > 1.8);
  assert.ok(plant.effluent[C.X_S] > 1.3 * solidsBefore);
});

test('no flow gives finite streams and signals', () => {
  const plant = build(createStream());
  // A solver may undershoot the smoothed flow, the last state.
  plant.y[plant.y.length - 1] = -1;
  plant.unit.derive(plant.y, 0, plant.dy);
  const truth = new Float64Array(TAP_NAMES.length);
  plant.unit.writeSignals(plant.y, 0, truth);
  for (const values of [plant.dy, plant.effluent, plant.sludge, truth]) assert.ok(values.every(Number.isFinite));
});

test('one sludge pump runs at a time, duty passes round weekly, and all levers survive save and restore', () => {
  const { unit, y } = build();
  const truth = new Float64Array(TAP_NAMES.length);
  const running = () => [
    truth[tapIndex('primary_sludge_pump1.running')],
    truth[tapIndex('primary_sludge_pump2.running')],
  ];
  unit.minute(0);
  unit.writeSignals(y, 0, truth);
  assert.deepEqual(running(), [1, 0]);
  unit.minute(8 * 1440);
  unit.writeSignals(y, 0, truth);
  assert.deepEqual(running(), [0, 1]);

  unit.pumpHealth = 0.4;
  unit.settlingHealth = 0.9;
  unit.pumps.available[1] = 0;
  unit.minute(8 * 1440);
  const copy = build().unit;
  copy.restore(unit.save());
  assert.deepEqual(copy.save(), unit.save());
  assert.equal(copy.pumps.running[0], 1);
});

test('parameters out of range are refused by name', () => {
  const s = createStream();
  assert.throws(
    () => new PrimaryClarifier(s, s, s, { volume: -1 }),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /primary\.volume: got -1, expected a number from 50/);
      return true;
    },
  );
});
