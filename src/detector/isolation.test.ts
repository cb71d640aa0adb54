import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relatedChannels } from './isolation.ts';
import { CONSTANT, FAKE_CHANNELS, fakeModel } from './plant.fake.ts';

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
