import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atTemperature, BIOLOGY, oxygenSaturation, P, PARAMETER_NAMES, toArray } from './parameters.ts';

const at15 = toArray(BIOLOGY);
const at = (celsius: number): Float64Array => {
  const out = new Float64Array(at15.length);
  atTemperature(at15, celsius, out);
  return out;
};

test('at 15 °C the kinetics are those of BSM1, bit for bit', () => {
  assert.deepEqual(at(15), at15);
});

test('at 10 and 20 °C they are those of BSM2', () => {
  const cold = { mu_H: 3, b_H: 0.2, mu_A: 0.3, b_A: 0.03, k_h: 2.5, k_a: 0.04 };
  for (const [name, value] of Object.entries(cold)) {
    const p = P[name as keyof typeof cold];
    assert.ok(Math.abs(at(10)[p] - value) < 1e-12, name);
    assert.ok(Math.abs(at(20)[p] - at15[p] ** 2 / value) < 1e-12, name);
  }
  // The nitrite oxidisers' decay has θ = 1.116.
  assert.ok(Math.abs((at15[P.b_NOB] / at(10)[P.b_NOB]) ** (1 / 5) - 1.116) < 2e-3);
});

test('saturations do not depend on temperature', () => {
  for (const name of PARAMETER_NAMES) {
    if (name.startsWith('K_') || name.startsWith('eta')) assert.equal(at(8)[P[name]], BIOLOGY[name], name);
  }
});

test('the Ratkowsky form gives the nitrite oxidisers their rates', () => {
  const ratkowsky = (celsius: number) => (0.0235 * (celsius + 25) * (1 - Math.exp(0.05 * (celsius - 57)))) ** 2;
  for (const celsius of [10, 15]) {
    assert.ok(Math.abs(at(celsius)[P.mu_NOB] / ratkowsky(celsius) - 1) < 0.02, `${ratkowsky(celsius)}`);
  }
});

test('oxygen saturation falls with temperature, 8 g/m³ at 15 °C', () => {
  assert.ok(Math.abs(oxygenSaturation(15) - 8) < 1e-3, `${oxygenSaturation(15)}`);
  // Clean water after Benson & Krause (1984), g/m³: 11.28 at 10 °C, 10.08 at 15 °C, 9.08 at 20 °C.
  assert.ok(Math.abs(oxygenSaturation(10) / 8 - 11.28 / 10.08) < 0.01, `${oxygenSaturation(10)}`);
  assert.ok(Math.abs(oxygenSaturation(20) / 8 - 9.08 / 10.08) < 0.01, `${oxygenSaturation(20)}`);
});
