import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaussLegendre } from './gauss-legendre.ts';

test('gaussLegendre integrates every power that it must exactly', () => {
  for (let points = 1; points <= 16; points++) {
    const { nodes, weights } = gaussLegendre(points);
    assert.ok(nodes.every((node, p) => node > 0 && node < 1 && (p === 0 || node > nodes[p - 1])));
    for (let power = 0; power < 2 * points; power++) {
      const integral = nodes.reduce((sum, node, p) => sum + weights[p] * node ** power, 0);
      assert.ok(Math.abs(integral - 1 / (power + 1)) < 1e-14, `${points} points, power ${power}: ${integral}`);
    }
  }
});
