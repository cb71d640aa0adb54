import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { C, COD_N2 } from '../components.ts';
import { Rkc2 } from '../solver/rkc.ts';
import { TAP_NAMES, tapIndex } from '../taps.ts';
import { createStream, Q, type Stream } from '../unit.ts';
import { loads, randomStream, residual } from './conservation.ts';
import { type CONTENTS, contentOf } from './contents.ts';
import { BIOMASS_N, BIOMASS_P, COD_CH4, Digester } from './digester.ts';

/** BSM2's steady feed of the digester, Matlab's digits: bsm2-python, tests/adm1_bsm2_test.py (BSD-3). */
function benchmarkFeed(): Stream {
  const feed = createStream();
  const values = {
    S_I: 28.0665048629843,
    S_S: 48.952578025145,
    X_I: 10361.7145189587,
    X_S: 20375.0163964256,
    X_BH: 10210.0695779898,
    X_BA: 553.280744847661,
    X_P: 3204.66026217631,
    S_O: 0.252251384955929,
    S_NO: 1.6871430745701,
    S_NH: 28.9098125063162,
    S_ND: 4.68341082328394,
    X_ND: 906.093288634802,
    S_ALK: 7.15490225533614,
    S_CO2: 0.8,
    T: 14.858080059819,
  };
  for (const [name, value] of Object.entries(values)) feed[C[name as keyof typeof values]] = value;
  feed[Q] = 178.46745496318;
  return feed;
}

function build(feed: Stream, days: number) {
  const out = createStream();
  const unit = new Digester([feed], out);
  const y = new Float64Array(unit.states);
  const dy = new Float64Array(unit.states);
  unit.initialise(y, 0);
  run(unit, y, days);
  unit.derive(y, 0, dy);
  return { unit, out, y, dy };
}

/** Steps of half an hour: 14 stages are stable to 6000 /d, the stripping of CO2 being the fastest with some 1800 /d. */
function run(unit: Digester, y: Float64Array, days: number): void {
  const solver = new Rkc2({ states: unit.states, derive: (state, slope) => unit.derive(state, 0, slope) });
  for (let i = 0; i < days * 48; i++) {
    unit.minute(30 * i, y, 0);
    solver.begin(y);
    solver.step(y, 1 / 48, 14);
  }
}

function signals(unit: Digester, y: Float64Array) {
  const truth = new Float64Array(TAP_NAMES.length);
  unit.writeSignals(y, 0, truth);
  return (name: string) => truth[tapIndex(name)];
}

const organicCod = (s: Float64Array) => contentOf(s, 0, 'cod') + s[C.S_O] + 4.57 * s[C.S_NO] + 3.43 * s[C.S_NO2];

test('the steady state is near that of ADM1 in the benchmark', () => {
  const feed = benchmarkFeed();
  const { unit, out, y } = build(feed, 200);
  const tap = signals(unit, y);
  const within = (name: string, got: number, expected: number, tolerance: number) =>
    assert.ok(Math.abs(got / expected - 1) < tolerance, `${name}: ${got}, ADM1 ${expected}`);
  within('methane, kg/d', unit.methaneFlow(y, 0), 1065.35, 0.02);
  within('gas flow, m3/h', tap('digester.gas_flow'), 2708.343 / 24, 0.02);
  within('methane, % of dry gas', tap('digester.methane'), (100 * 0.661945) / (0.661945 + 0.346913), 0.02);
  within('ammonia', y[C.S_NH], 0.0944681760448266 * 14_000, 0.03);
  within('destroyed COD', organicCod(feed) - organicCod(out), 23_939, 0.02);
  within('solids', 0.75 * (organicCod(out) - out[C.S_I] - out[C.S_S]), 15_340.35, 0.03);
  within('biomass', y[24], 2981, 0.04);
  within('S_S', y[C.S_S], 258.58, 0.05);
  within('S_I', y[C.S_I], 130.87, 0.1);
  within('pressure over the atmosphere', tap('digester.pressure'), 5.1544, 0.05);
  assert.ok(Math.abs(tap('digester.pH') - 7.263) < 0.1, `pH ${tap('digester.pH')}`);
});

test('nothing is created or lost: what is not in the outlet or the tank left as gas', () => {
  const random = new RandomStream(4, 'digester');
  for (let trial = 0; trial < 50; trial++) {
    const feed = randomStream(random, 200, 20_000);
    const { unit, out, y, dy } = build(feed, 0);
    for (let i = 0; i < y.length; i++) y[i] = random.uniform() * 3000;
    y[C.T] = 20 + 20 * random.uniform();
    y[24 + 1] = 20 + 10 * random.uniform();
    y[24 + 2] = 10 + 10 * random.uniform();
    if (trial % 2 === 0) y[C.S_NO] = y[C.S_NO2] = 0;
    unit.derive(y, 0, dy);
    const { volume, gasVolume } = unit.parameters;
    const stored = (content: keyof typeof CONTENTS, ofBiomass: number) =>
      volume * (contentOf(dy, 0, content) + ofBiomass * dy[24]);
    const gas = COD_CH4 * (gasVolume * dy[25] + unit.gasFlow(y, 0) * y[25]);
    const nLost = loads([feed], 'n') - loads([out], 'n') - stored('n', BIOMASS_N);
    if (trial % 2 === 0) assert.ok(residual(loads([feed], 'n'), loads([out], 'n'), stored('n', BIOMASS_N)) < 1e-12);
    else assert.ok(nLost > 0);
    assert.ok(residual(loads([feed], 'cod'), loads([out], 'cod') + gas - COD_N2 * nLost, stored('cod', 1)) < 1e-12);
    assert.ok(residual(loads([feed], 'p'), loads([out], 'p'), stored('p', BIOMASS_P)) < 1e-12);
    assert.ok(residual(loads([feed], 'charge'), loads([out], 'charge'), stored('charge', 0)) < 1e-12);
    assert.equal(out[Q], feed[Q]);
  }
});

test('poisoned biomass sours the digester: acids up, pH and gas down', () => {
  const { unit, y } = build(benchmarkFeed(), 30);
  const before = signals(unit, y);
  const acids = y[C.S_S];
  unit.activity = 0.1;
  run(unit, y, 10);
  const after = signals(unit, y);
  assert.ok(y[C.S_S] > 5 * acids);
  assert.ok(after('digester.pH') < before('digester.pH') - 0.3);
  assert.ok(after('digester.gas_flow') < 0.6 * before('digester.gas_flow'));
});

test('without heating the digester cools and makes less gas; a leak hides gas from the meter', () => {
  const { unit, y } = build(benchmarkFeed(), 30);
  const before = signals(unit, y)('digester.gas_flow');
  const acids = y[C.S_S];
  assert.ok(Math.abs(y[C.T] - 35) < 0.2);
  unit.gasLeak = 0.5;
  assert.ok(Math.abs(signals(unit, y)('digester.gas_flow') - before / 2) < 1e-9);
  unit.gasLeak = 0;
  unit.heatingHealth = 0;
  run(unit, y, 10);
  assert.ok(y[C.T] < 27);
  assert.ok(y[C.S_S] > 1.3 * acids, `${y[C.S_S]} after ${acids}`);
  assert.ok(signals(unit, y)('digester.gas_flow') < 0.97 * before);
});

test('stays finite without feed, and its levers survive save and restore', () => {
  const { unit, y, dy } = build(createStream(), 5);
  unit.derive(y, 0, dy);
  assert.ok(dy.every(Number.isFinite) && y.every(Number.isFinite));
  assert.equal(signals(unit, y)('digester_feed_pump.running'), 0);
  unit.activity = 0.5;
  unit.gasLeak = 0.1;
  const copy = new Digester([createStream()], createStream());
  copy.restore(unit.save());
  assert.deepEqual(copy.save(), unit.save());
});
