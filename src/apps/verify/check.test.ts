import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Check, marginOf, statusOf } from './check.ts';
import { formatChecks, verdictOf } from './format.ts';

function check(sense: '≥' | '≤' | '<', bound: number, reached: number, rest: Partial<Check> = {}): Check {
  return {
    name: 'latency',
    where: 'here',
    objective: { sense, bound },
    reached,
    unit: 'ms',
    isRequired: true,
    ...rest,
  };
}

test('the bound itself is reached unless it must stay below', () => {
  assert.equal(statusOf(check('≥', 5, 5)), 'pass');
  assert.equal(statusOf(check('≤', 5, 5)), 'pass');
  assert.equal(statusOf(check('<', 5, 5)), 'FAIL');
  assert.equal(statusOf(check('≥', 5, 4.9)), 'FAIL');
  assert.equal(statusOf(check('≤', 5, 5.1)), 'FAIL');
});

test('what could not be measured is not reached', () => {
  assert.equal(statusOf(check('≤', 5, Number.NaN)), 'FAIL');
  assert.equal(statusOf(check('≤', 5, Number.NaN, { isRequired: false })), 'missed');
});

test('margins: factors of latencies and rates, differences of shares and indices', () => {
  assert.equal(marginOf(check('<', 0.28, 0.14)), 1);
  assert.equal(marginOf(check('≥', 100, 50, { unit: '/s' })), -0.5);
  assert.ok(Math.abs(marginOf(check('≥', 97.6, 98.1, { unit: '%' })) - 0.5) < 1e-9);
  assert.ok(Math.abs(marginOf(check('≥', 0.9, 0.4, { unit: '' })) + 0.5) < 1e-9);
});

test('the verdict depends on the required checks alone, and names those that failed', () => {
  const good = check('<', 1, 0.5);
  const goal = check('<', 1, 2, { isRequired: false });
  assert.ok(verdictOf([good, goal]).isPassed);
  const verdict = verdictOf([good, goal, check('<', 1, 3, { name: 'throughput', where: 'there' })]);
  assert.equal(verdict.text, 'Verdict: FAILED, 1 of 2 required checks: throughput (there)');
  assert.match(formatChecks([good, goal]), /latency +here +< 1 ms +0\.5 ms +× 2 +pass\n/);
  assert.match(formatChecks([good, goal]), / 2 ms +× 0\.5 +missed\n/);
});
