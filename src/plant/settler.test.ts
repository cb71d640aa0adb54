import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { ASM1_COMPONENTS, C, STATION_COMPONENTS, TSS_PER_COD } from './components.ts';
import { LAYERS, SETTLER, Settler } from './settler.ts';
import { createStream, Q } from './unit.ts';

const FEED_FLOW = 36_892;
const UNDERFLOW = 18_831;

/** A settler fed by a water at the start of `y`, its own states behind it. */
function build(components = ASM1_COMPONENTS) {
  const settler = new Settler(components);
  const at = components;
  const y = new Float64Array(at + settler.states);
  const dy = new Float64Array(y.length);
  const effluent = createStream();
  const underflow = createStream();
  const derive = (flow = FEED_FLOW, down = UNDERFLOW): void => {
    effluent[Q] = flow - down;
    underflow[Q] = down;
    settler.outlets(y, at, 0, effluent, underflow);
    settler.derive(y, at, 0, effluent, underflow, dy);
  };
  return { settler, at, y, dy, effluent, underflow, derive };
}

/** Feed of about 3270 g/m³ and layers of any concentration up to `most`. */
function fill({ y, at }: ReturnType<typeof build>, random: RandomStream, most: number): void {
  for (let c = 0; c < at; c++) y[c] = 1000 * random.uniform();
  for (let i = at; i < y.length; i++) y[i] = most * random.uniform();
}

test('nothing is lost between layers, feed and outlets, whatever they hold', () => {
  const random = new RandomStream(1, 'settler');
  for (const components of [ASM1_COMPONENTS, STATION_COMPONENTS]) {
    for (let trial = 0; trial < 30; trial++) {
      const box = build(components);
      const { settler, at, y, dy, effluent, underflow } = box;
      fill(box, random, 8000);
      box.derive();
      const gain = (from: number): number => {
        let sum = 0;
        for (let j = 0; j < LAYERS; j++) sum += dy[from + j] * settler.layerVolume;
        return sum;
      };
      const close = (stored: number, net: number, scale: number, what: string) =>
        assert.ok(Math.abs(stored - net) < 1e-12 * scale, `${what}: ${stored - net}`);
      const inflow = FEED_FLOW * settler.solids(y, 0);
      const solids = effluent[Q] * settler.solids(effluent, 0) + underflow[Q] * settler.solids(underflow, 0);
      close(gain(at), inflow - solids, 1e9, 'solids');
      settler.solubles.forEach((c, k) => {
        const net = FEED_FLOW * y[c] - effluent[Q] * effluent[c] - underflow[Q] * underflow[c];
        close(gain(at + LAYERS * (k + 1)), net, 1e9, `component ${c}`);
      });
    }
  }
});

test('outlets have the composition of the feed, at the concentration of the top and the bottom layer', () => {
  const box = build();
  fill(box, new RandomStream(2, 'settler'), 5000);
  const { settler, at, y, effluent, underflow } = box;
  box.derive();
  const solids = settler.solids(y, 0);
  assert.ok(Math.abs(solids - TSS_PER_COD * (y[C.X_I] + y[C.X_S] + y[C.X_BH] + y[C.X_BA] + y[C.X_P])) < 1e-9);
  for (const c of [C.X_I, C.X_BH, C.X_ND]) {
    assert.ok(Math.abs(effluent[c] / y[c] - y[at] / solids) < 1e-12);
    assert.ok(Math.abs(underflow[c] / y[c] - y[at + LAYERS - 1] / solids) < 1e-12);
  }
  assert.equal(effluent[C.S_I], y[at + LAYERS]);
  assert.equal(underflow[C.S_I], y[at + 2 * LAYERS - 1]);
});

/** Gravity flux out of layer `j`, g/(m² d), as the settler's derivative shows it without any flow. */
function fluxes(layers: readonly number[]): number[] {
  const box = build();
  const { settler, at, y, dy } = box;
  y[C.X_I] = 3270 / TSS_PER_COD;
  layers.forEach((solids, j) => {
    y[at + j] = solids;
  });
  box.derive(0, 0);
  const depth = settler.parameters.height / LAYERS;
  let flux = 0;
  return layers.map((_, j) => {
    flux -= dy[at + j] * depth;
    return flux;
  });
}

/** Takács et al. (1991), equation 1, times the concentration. */
function gravity(solids: number, feed = 3270): number {
  const { v0, v0_max, r_h, r_p, f_ns } = SETTLER;
  const x = solids - f_ns * feed;
  return solids * Math.max(0, Math.min(v0_max, v0 * (Math.exp(-r_h * x) - Math.exp(-r_p * x))));
}

test('above the feed the layer below limits the flux only beyond the threshold, below the feed always', () => {
  const near = (got: number, expected: number, what: string) =>
    assert.ok(Math.abs(got - expected) < 1e-6 * Math.max(1, expected), `${what}: ${got} for ${expected}`);
  // A layer of 1500 settles faster than one of 2900 or 6000 can take, one of 2900 is below the threshold.
  const free = fluxes([1500, 2900, 1500, 6000, 1500, 2900, 300, 6000, 6000, 6000]);
  assert.ok(gravity(2900) < gravity(1500) && gravity(6000) < gravity(2900));
  near(free[0], gravity(1500), 'not limited by 2900 below, above the feed');
  near(free[1], gravity(2900), 'down to 1500');
  near(free[2], gravity(6000), 'limited by 6000 below, above the feed');
  near(free[4], gravity(2900), 'limited by 2900 below, below the feed');
  near(free[6], Math.min(gravity(300), gravity(6000)), 'the lesser of two');
  near(free[9], 0, 'nothing settles through the floor');
  // Exactly at the threshold the flux is still free.
  near(fluxes([1500, 3000, 0, 0, 0, 0, 0, 0, 0, 0])[0], gravity(1500), 'at the threshold');
});

test('velocity is never negative nor above its limit', () => {
  // Below the share that does not settle the formula alone would be negative.
  assert.equal(fluxes([5, 0, 0, 0, 0, 0, 0, 0, 0, 0])[0], 0);
  const solids = 710;
  const { v0, v0_max, r_h, r_p } = SETTLER;
  const x = solids - SETTLER.f_ns * 3270;
  assert.ok(v0 * (Math.exp(-r_h * x) - Math.exp(-r_p * x)) > v0_max);
  assert.ok(Math.abs(fluxes([solids, 0, 0, 0, 0, 0, 0, 0, 0, 0])[0] - v0_max * solids) < 1e-6);
});

test('a feed without solids gives outlets without, and no NaN', () => {
  const box = build();
  box.derive();
  for (const values of [box.dy, box.effluent, box.underflow]) assert.ok(values.every(Number.isFinite));
});

test('bulking survives save and restore', () => {
  const { settler } = build();
  settler.parameters.v0 *= 0.5;
  settler.parameters.r_h *= 2;
  const copy = build().settler;
  copy.restore(settler.save());
  assert.deepEqual(copy.parameters, settler.parameters);
  assert.equal(SETTLER.v0, 474);
});
