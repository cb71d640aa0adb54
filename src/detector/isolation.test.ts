import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Isolation, relatedChannels } from './isolation.ts';
import type { Model } from './model.ts';
import { CONSTANT, FAKE_CHANNELS, fakeModel } from './plant.fake.ts';
import type { SecondOpinions } from './second-opinions.ts';
import type { View } from './view.ts';

test('related channels: whoever predicts or is predicted, both ways, nobody with itself', () => {
  const related = relatedChannels(fakeModel());
  assert.equal(related.length, FAKE_CHANNELS.length);
  for (const [i, others] of related.entries()) {
    assert.equal(others.includes(i), false);
    for (const other of others) assert.ok(related[other].includes(i), `${i} and ${other}`);
  }
  assert.equal(related[CONSTANT].length, 0);
  assert.ok(related[0].length > 0);
});

/** Two readings that predict each other; what each gives as evidence depends on which is set aside. */
class TwoViews {
  readonly suspicion = new Float64Array(2);
  readonly residuals = { adapt() {} };
  copy(other: TwoViews): void {
    this.suspicion.set(other.suspicion);
  }
  step(_: Float64Array, aside: Uint8Array): void {
    // By itself, setting the first aside leaves nothing, setting the second aside leaves some of the first.
    this.suspicion.set(aside[0] === 1 ? [20, 0] : aside[1] === 1 ? [6, 20] : [20, 15]);
  }
}

function isolate() {
  const relations = [
    { bias: 0, inputs: [1], weights: [1] },
    { bias: 0, inputs: [0], weights: [1] },
  ];
  // Two more that are related to nothing: half of all are set aside at most.
  const model = { relations, channels: ['A', 'B', 'C', 'D'] } as unknown as Model;
  const raw = new TwoViews();
  raw.step(new Float64Array(2), new Uint8Array(2));
  const isolation = new Isolation(model, () => new TwoViews() as unknown as View);
  const period = (first: number, second: number) => {
    const deviations = [first, second];
    const opinions = { deviation: (i: number) => deviations[i] ?? 0 } as unknown as SecondOpinions;
    isolation.prepare(raw as unknown as View);
    isolation.step(new Float64Array(2), raw as unknown as View, opinions, new Uint8Array(2), 14, 10);
    return [...isolation.judged].slice(0, 2);
  };
  return { isolation, period };
}

test('of two that accuse each other the one that is off its second opinion is judged, whatever its absence settles', () => {
  assert.deepEqual(isolate().period(0.5, 0.5), [1, 0]);
  assert.deepEqual(isolate().period(0.2, 5), [0, 1]);
  assert.deepEqual(isolate().period(5, 0.2), [1, 0]);
});

test('a judgement is taken back once second opinions say that the other is wrong', () => {
  const { isolation, period } = isolate();
  assert.deepEqual(period(0.5, 0.5), [1, 0]);
  assert.deepEqual(period(0.5, 2.5), [1, 0]);
  assert.deepEqual(period(0.1, 3.5), [0, 1]);
  assert.deepEqual([...isolation.aside].slice(0, 2), [0, 1]);
  assert.equal(isolation.count, 1);
});
