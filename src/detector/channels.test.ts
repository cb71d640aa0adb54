import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkChannels, deadBand } from './channels.ts';

test('what does not matter is a hundredth of the measuring range, and nothing where that is not known', () => {
  assert.equal(deadBand({ id: 'A', span: 60 }), 0.6);
  assert.equal(deadBand({ id: 'A' }), 0);
});

test('a measuring range has a width above 0', () => {
  checkChannels([{ id: 'A', span: 1e-6 }, { id: 'B' }]);
  for (const span of [0, -1, Number.NaN]) {
    assert.throws(() => checkChannels([{ id: 'A' }, { id: 'B', span }]), {
      name: 'ConfigError',
      message: /channels\[1\]\.span: got .*, expected a number above 0/,
    });
  }
});
