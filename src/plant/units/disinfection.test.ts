import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { C } from '../components.ts';
import { TAP_NAMES, tapIndex } from '../taps.ts';
import { createStream, Q, type Stream } from '../unit.ts';
import { CONSERVED, load, loads, randomStream, residual } from './conservation.ts';
import { Disinfection } from './disinfection.ts';

/** Filtered effluent of BSM2, with a little nitrite. */
function filtered(flow = 20_600): Stream {
  const stream = createStream();
  const values = { S_I: 28, S_S: 0.7, X_I: 1.5, X_BH: 2.2, X_P: 1, S_O: 1.4, S_NO: 9.2, S_NO2: 0.1, S_NH: 0.2, T: 15 };
  for (const [name, value] of Object.entries(values)) stream[C[name as keyof typeof values]] = value;
  stream[Q] = flow;
  return stream;
}

function build(inlet = filtered()) {
  const disinfected = createStream();
  const outlet = createStream();
  const unit = new Disinfection(inlet, disinfected, outlet, { chlorineDose: 6 });
  const y = new Float64Array(unit.states);
  const dy = new Float64Array(unit.states);
  unit.initialise(y, 0);
  const truth = new Float64Array(TAP_NAMES.length);
  const run = (minutes: number) => {
    for (let m = 0; m < minutes; m++) {
      unit.minute();
      unit.derive(y, 0, dy);
      for (let k = 0; k < y.length; k++) y[k] += dy[k] / 1440;
    }
  };
  const tap = (name: string) => {
    unit.writeSignals(y, 0, truth);
    return truth[tapIndex(name)];
  };
  return { inlet, disinfected, outlet, unit, y, dy, run, tap };
}

test('all but oxygen pass unchanged; the weir adds what it says', () => {
  const random = new RandomStream(6, 'disinfection');
  for (let trial = 0; trial < 30; trial++) {
    const { inlet, disinfected, outlet, unit, run } = build(randomStream(random, 20_000, 60));
    run(1);
    assert.deepEqual(disinfected, inlet);
    assert.equal(outlet[Q], inlet[Q]);
    for (const content of CONSERVED) {
      const gained = content === 'cod' ? -unit.reaeration : 0;
      assert.ok(residual(load(inlet, content) + gained, loads([outlet], content), 0) < 1e-12, content);
    }
  }
});

test('the weir brings oxygen up towards saturation, never past it', () => {
  const { outlet, run } = build();
  run(1);
  // Deficit ratio at 15 °C: 1 + 0.38 · 1.2 · 0.5 · 0.945 · 1.69 = 1.3641; saturation 8.00 g/m³.
  assert.ok(Math.abs(outlet[C.S_O] - (8 - 6.6 / 1.3641)) < 0.01, `${outlet[C.S_O]}`);
});

test('steady chlorine: dose less demand at the inlet, first-order decay through three mixed compartments', () => {
  const { inlet, unit, run, tap } = build();
  run(24 * 60);
  const { chlorineDose, demand, demandPerCod, demandPerSolids, demandPerNitrite } = unit.parameters;
  const { decay, contactVolume } = unit.parameters;
  const solids = 0.75 * (1.5 + 2.2 + 1);
  const expected = chlorineDose - demand - demandPerCod * 28.7 - demandPerSolids * solids - demandPerNitrite * 0.1;
  assert.ok(Math.abs(tap('contact.chlorine_inlet') - expected) < 0.01);
  const perCompartment = 1 + (decay * 1.07 ** -5 * contactVolume) / 3 / inlet[Q];
  const outlet = tap('contact.chlorine_inlet') / perCompartment ** 3;
  assert.ok(Math.abs(tap('contact.chlorine_outlet') / outlet - 1) < 1e-6);
  assert.ok(tap('contact.chlorine_outlet') > 0.3 && tap('contact.chlorine_outlet') < 2.5);
  assert.ok(tap('outlet.chlorine') < tap('contact.chlorine_outlet'));
});

test('nitrite eats chlorine; a stopped dosing pump leaves none', () => {
  const plant = build();
  plant.run(600);
  const before = plant.tap('contact.chlorine_outlet');
  plant.inlet[C.S_NO2] = 0.7;
  plant.run(600);
  assert.ok(plant.tap('contact.chlorine_outlet') < 0.2 * before);
  plant.inlet[C.S_NO2] = 0;
  plant.unit.dosingHealth = 0;
  plant.run(600);
  assert.equal(plant.tap('chlorine_pump.running'), 0);
  assert.equal(plant.tap('contact.chlorine_inlet'), 0);
  assert.ok(plant.tap('contact.chlorine_outlet') < 0.01);
});

test('lamps keep the dose until the water or the flow is too much for them', () => {
  const plant = build();
  plant.run(60);
  assert.ok(Math.abs(plant.tap('uv.dose') - 20) < 0.5, `${plant.tap('uv.dose')}`);
  const power = plant.tap('uv.power');
  plant.inlet[C.S_I] = 60;
  plant.run(60);
  assert.ok(plant.tap('uv.power') > power);
  const intensity = plant.tap('uv.intensity');
  plant.unit.sleeveTransmission = 0.5;
  plant.run(60);
  assert.ok(plant.tap('uv.intensity') < intensity);
  assert.ok(plant.tap('uv.dose') < 15);
});

test('germs: few in normal service, many more without lamps, more still without chlorine', () => {
  const plant = build();
  plant.run(600);
  const normal = plant.tap('outlet.ecoli');
  assert.ok(normal > 0.5 && normal < 200, `${normal}`);
  plant.unit.lampHealth = 0;
  plant.run(600);
  const withoutLamps = plant.tap('outlet.ecoli');
  plant.unit.dosingHealth = 0;
  plant.run(600);
  const withoutAnything = plant.tap('outlet.ecoli');
  assert.ok(withoutLamps > 20 * normal && withoutAnything > 5 * withoutLamps);
  assert.ok(Math.abs(withoutAnything / (2e4 * (1 + 0.75 * 4.7)) - 1) < 1e-9);
});

test('no flow stays finite; levers survive save and restore', () => {
  const plant = build(createStream());
  plant.run(10);
  for (const name of [
    'outlet.ecoli',
    'uv.dose',
    'uv.intensity',
    'outlet.chlorine',
    'outlet.level',
    'contact.chlorine_inlet',
  ]) {
    assert.ok(Number.isFinite(plant.tap(name)), name);
  }
  const other = build();
  other.unit.dosingHealth = 0.3;
  other.unit.lampHealth = 0.9;
  other.run(3);
  const copy = build().unit;
  copy.restore(other.unit.save());
  assert.deepEqual(copy.save(), other.unit.save());
});
