import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NAMED_CHANNELS, RowResults } from './watch-results.ts';

/** Takes one row with these shares of the channels and kinds of those that are flagged. */
function take(shares: readonly number[], kinds: readonly number[] = [], alarm = true): RowResults {
  const results = new RowResults(1, shares.length);
  results.take(0, {
    overallScore: 0.75,
    alarm,
    changes: [],
    kinds: Uint8Array.from(shares, (_, i) => kinds[i] ?? 0),
    attribute(out) {
      out.set(shares);
      return { baseline: 0, total: 1 };
    },
  });
  return results;
}

test('the channels with the greatest shares, those of the same share as they come', () => {
  const shares = fc.array(fc.constantFrom(0, 1, 2, 3, 0.5), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(shares, (values) => {
      const { channels, attributions } = take(values);
      const ranked = values.map((value, i) => ({ value, i })).filter(({ value }) => value > 0);
      ranked.sort((a, b) => b.value - a.value);
      const named = Array.from({ length: NAMED_CHANNELS }, (_, k) => ranked[k] ?? { value: 0, i: -1 });
      assert.deepEqual(
        [...channels],
        named.map(({ i }) => i),
      );
      assert.deepEqual(
        [...attributions],
        named.map(({ value }) => value),
      );
    }),
  );
});

test('an alarm is of the kind of its most responsible flagged channel, or unknown', () => {
  assert.equal(take([1, 3, 2], [5, 0, 1]).kind(0), 'sensor_fault');
  assert.equal(take([1, 3, 2], []).kind(0), 'unknown');
  assert.equal(take([1, 3, 2], [5, 0, 1], false).kind(0), undefined);
});
