import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActivatedSludge, type ActivatedSludgeParameters, BSM1, REACTORS } from './activated-sludge.ts';
import { ALL_EXTENSIONS, BSM1_ONLY, type Extensions } from './biology/matrix.ts';
import { BIOLOGY } from './biology/parameters.ts';
import { BSM1_CLOSED_LOOP } from './bsm1/bsm1.ts';
import { influent } from './bsm1/reference.fake.ts';
import { storedState } from './bsm1/run.ts';
import { ASM1_COMPONENTS, C, COMPONENT_NAMES, STATION_COMPONENTS } from './components.ts';
import { LAYERS } from './settler.ts';
import { Rkc2, stagesFor } from './solver/rkc.ts';
import { createStream, Q } from './unit.ts';
import { sewage } from './units/conservation.ts';

const MINUTE_D = 1 / 1440;

class Plant {
  readonly sludge: ActivatedSludge;
  readonly y: Float64Array;
  readonly #solver: Rkc2;

  constructor(parameters: Readonly<ActivatedSludgeParameters>) {
    this.sludge = new ActivatedSludge(createStream(), createStream(), parameters);
    this.y = new Float64Array(this.sludge.states);
    this.sludge.initialise(this.y, 0);
    const { sludge } = this;
    this.#solver = new Rkc2({ states: sludge.states, derive: (y, dy) => sludge.derive(y, 0, dy) });
  }

  /** Minutes, each of which calls `minute` as the station does where it is asked for. */
  run(minutes: number, withMinute = true): void {
    for (let i = 0; i < minutes; i++) {
      if (withMinute) this.sludge.minute(i, this.y, 0);
      this.#solver.begin(this.y);
      this.#solver.step(this.y, MINUTE_D, stagesFor(this.sludge.spectralRadius(this.y, 0), MINUTE_D));
    }
  }

  reactor(reactor: number, component: number): number {
    return this.y[this.sludge.reactorAt(reactor) + component];
  }
}

const dry = influent('dry');
function feed({ sludge }: Plant, row: number): void {
  for (let c = 0; c < ASM1_COMPONENTS; c++) sludge.feed[c] = dry.rows[row * 14 + c];
  sludge.feed[Q] = dry.rows[row * 14 + 13];
}

/** A day of dry weather from the benchmark's start. */
function day(plant: Plant, each?: (plant: Plant) => void, withMinute = true): void {
  for (let row = 0; row < 96; row++) {
    feed(plant, row);
    each?.(plant);
    plant.run(15, withMinute);
  }
}

function bsm1(changes: Partial<ActivatedSludgeParameters> = {}): Plant {
  const plant = new Plant({ ...BSM1_CLOSED_LOOP, ...changes });
  plant.y.set(storedState(true, 'protocol'));
  return plant;
}

test('extensions off: nothing that belongs to them changes a bit of BSM1', () => {
  const plain = bsm1();
  day(plain, undefined, false);

  // Neither the station's call once a minute, nor what the feed carries beyond ASM1 …
  const called = bsm1();
  day(called, ({ sludge }) => sludge.feed.fill(7, ASM1_COMPONENTS, STATION_COMPONENTS));
  assert.deepEqual(called.y, plain.y);
  assert.deepEqual(called.sludge.effluent.slice(0, ASM1_COMPONENTS), plain.sludge.effluent.slice(0, ASM1_COMPONENTS));
  assert.ok(called.sludge.effluent.subarray(ASM1_COMPONENTS, STATION_COMPONENTS).every((value) => value === 0));

  // … nor their parameters.
  const biology = { ...BIOLOGY };
  for (const name of Object.keys(biology).slice(Object.keys(biology).indexOf('mu_NOB')) as (keyof typeof biology)[]) {
    biology[name] *= 3;
  }
  assert.notEqual(biology.K_d, BIOLOGY.K_d);
  const other = bsm1({ biology });
  day(other);
  assert.deepEqual(other.y, plain.y);
});

for (const flag of ['carbonate', 'metals', 'temperature'] as const) {
  test(`${flag} alone leaves the states of ASM1 where they are${flag === 'temperature' ? ' at 15 °C' : ', bit for bit'}`, () => {
    const plain = bsm1();
    const extensions: Extensions = { ...BSM1_ONLY, [flag]: true };
    const extended = new Plant({ ...BSM1_CLOSED_LOOP, extensions });
    const { sludge, y } = extended;
    y.fill(0);
    for (let r = 0; r < REACTORS; r++) {
      for (let c = 0; c < ASM1_COMPONENTS; c++) y[sludge.reactorAt(r) + c] = plain.reactor(r, c);
      y[sludge.reactorAt(r) + C.T] = 15;
      y[sludge.reactorAt(r) + C.S_ME] = 5;
    }
    const from = plain.sludge.settlerAt;
    for (let j = 0; j < LAYERS; j++) y[sludge.settlerAt + j] = plain.y[from + j];
    sludge.settler.solubles.forEach((c, k) => {
      const at = sludge.settlerAt + LAYERS * (k + 1);
      const kPlain = plain.sludge.settler.solubles.indexOf(c);
      for (let j = 0; j < LAYERS; j++) y[at + j] = c === C.T ? 15 : plain.y[from + LAYERS * (kPlain + 1) + j];
      if (kPlain < 0 && c !== C.T) y.fill(1, at, at + LAYERS);
    });
    y.set(plain.y.subarray(from + plain.sludge.settler.states), sludge.settlerAt + sludge.settler.states);

    day(plain);
    day(extended, ({ sludge: { feed: stream } }) => {
      stream[C.T] = 15;
      stream[C.S_CO2] = 1;
      stream[C.S_ME] = 40;
      stream[C.X_ME] = 100;
    });
    const tolerance = flag === 'temperature' ? 1e-4 : 0;
    const same = (got: number, expected: number, what: string) =>
      assert.ok(Math.abs(got - expected) <= tolerance * Math.abs(expected), `${what}: ${got} for ${expected}`);
    for (let r = 0; r < REACTORS; r++) {
      for (let c = 0; c < ASM1_COMPONENTS; c++) {
        same(extended.reactor(r, c), plain.reactor(r, c), `reactor ${r + 1} ${COMPONENT_NAMES[c]}`);
      }
    }
    for (let j = 0; j < LAYERS; j++) same(y[sludge.settlerAt + j], plain.y[from + j], `layer ${j + 1}`);
    for (let c = 0; c < ASM1_COMPONENTS; c++) same(sludge.effluent[c], plain.sludge.effluent[c], COMPONENT_NAMES[c]);
    if (flag === 'metals') assert.ok(extended.reactor(4, C.X_ME) > 10);
    if (flag === 'carbonate') assert.ok(extended.reactor(4, C.S_CO2) > 0.3);
  });
}

test('set-points can be changed while it runs', () => {
  const plant = bsm1();
  feed(plant, 0);
  plant.run(180);
  assert.ok(Math.abs(plant.reactor(4, C.S_O) - 2) < 0.02, `${plant.reactor(4, C.S_O)}`);
  assert.ok(Math.abs(plant.reactor(1, C.S_NO) - 1) < 0.05, `${plant.reactor(1, C.S_NO)}`);
  const [{ loop }] = plant.sludge.oxygenLoops;
  loop.parameters.setpoint = 1;
  assert.ok(plant.sludge.nitrateLoop);
  plant.sludge.nitrateLoop.loop.parameters.setpoint = 2;
  plant.run(360);
  assert.ok(Math.abs(plant.reactor(4, C.S_O) - 1) < 0.02, `${plant.reactor(4, C.S_O)}`);
  assert.ok(Math.abs(plant.reactor(1, C.S_NO) - 2) < 0.1, `${plant.reactor(1, C.S_NO)}`);
});

test('the temperature of the water slows nitrification down in winter', () => {
  const nitrified = (celsius: number): number => {
    const plant = new Plant({ ...BSM1, extensions: { ...BSM1_ONLY, temperature: true } });
    plant.y.fill(celsius, plant.sludge.settlerAt + plant.sludge.settler.states - LAYERS, plant.sludge.states);
    for (let r = 0; r < REACTORS; r++) plant.y[plant.sludge.reactorAt(r) + C.T] = celsius;
    feed(plant, 0);
    plant.sludge.feed[C.T] = celsius;
    plant.run(1440);
    assert.ok(Math.abs(plant.sludge.effluent[C.T] - celsius) < 1e-6);
    return plant.sludge.effluent[C.S_NH];
  };
  assert.ok(nitrified(8) > 1.5 * nitrified(18));
});

test('no more is wasted than flows in', () => {
  const plant = new Plant(BSM1);
  for (const [inflow, wasted] of [
    [18_446, 385],
    [385, 385],
    [100, 100],
    [0, 0],
  ]) {
    plant.sludge.feed[Q] = inflow;
    plant.sludge.derive(plant.y, 0, new Float64Array(plant.y.length));
    assert.equal(plant.sludge.wasted, wasted);
    assert.equal(plant.sludge.effluent[Q], inflow - wasted);
    assert.equal(plant.sludge.underflow[Q], BSM1.Q_r + wasted);
  }
});

test('aeration that fails leaves no oxygen, recirculation no more than its pumps give', () => {
  const plant = bsm1();
  feed(plant, 0);
  plant.sludge.aerationFactor.fill(0);
  plant.sludge.recirculationLimit = 5000;
  plant.run(120);
  for (let r = 0; r < REACTORS; r++) {
    assert.ok(plant.reactor(r, C.S_O) < 0.05, `reactor ${r + 1}`);
    assert.equal(plant.sludge.oxygenUptake(r, 0), 0);
  }
  assert.ok(plant.sludge.Q_intr <= 5000);
});

test('after save and restore the plant goes on exactly', () => {
  const plant = bsm1();
  feed(plant, 0);
  plant.sludge.Q_r *= 1.2;
  plant.sludge.aerationFactor[3] = 0.5;
  plant.sludge.kinetics15[0] *= 0.7;
  plant.sludge.settler.parameters.v0 *= 0.8;
  plant.sludge.oxygenLoops[0].loop.parameters.setpoint = 1.3;
  plant.run(30);
  const copy = bsm1();
  feed(copy, 0);
  copy.y.set(plant.y);
  copy.sludge.restore(plant.sludge.save());
  plant.run(30);
  copy.run(30);
  assert.deepEqual(copy.y, plant.y);
  assert.deepEqual(copy.sludge.save(), plant.sludge.save());
});

/** The largest eigenvalue of the plant's Jacobian at `y`, in size, 1/d: power iteration on differences. */
function largestRate({ sludge, y }: Plant): number {
  const n = y.length;
  const at = new Float64Array(n);
  const beside = new Float64Array(n);
  let v = Float64Array.from({ length: n }, (_, i) => Math.sin(7.3 * i + 1));
  let rate = 0;
  sludge.derive(y, 0, at);
  for (let iteration = 0; iteration < 100; iteration++) {
    const epsilon = 1e-7 / Math.hypot(...v.map((value, i) => value / (Math.abs(y[i]) + 1e-3)));
    sludge.derive(
      y.map((value, i) => value + epsilon * v[i]),
      0,
      beside,
    );
    const image = beside.map((value, i) => (value - at[i]) / epsilon);
    const size = Math.hypot(...image);
    rate = size / Math.hypot(...v);
    v = image.map((value) => value / size);
  }
  return rate;
}

test('no mode of the plant is faster than the bound that the solver relies on', () => {
  for (const extensions of [BSM1_ONLY, ALL_EXTENSIONS]) {
    for (const [flow, strength] of [
      [0, 0],
      [2000, 1],
      [20_000, 1],
      [20_000, 5],
      [60_000, 0.3],
      [200_000, 1],
    ]) {
      const plant = new Plant({ ...BSM1_CLOSED_LOOP, extensions });
      plant.sludge.feed.set(sewage(flow).map((value, c) => (c === Q || c === C.T ? value : strength * value)));
      for (let i = 0; i < 8; i++) {
        plant.run(i < 2 ? 1 : 40);
        const bound = plant.sludge.spectralRadius(plant.y, 0);
        const rate = largestRate(plant);
        // Differences and a hundred iterations are good to some per cent; the solver keeps ten in reserve.
        assert.ok(rate < 1.02 * bound, `${flow} m³/d, ${strength}: ${rate} above ${bound}`);
      }
    }
  }
});
