import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PumpGroup } from './pumps.ts';

test('the leader changes with the rotation', () => {
  const pumps = new PumpGroup(3, 1);
  for (let day = 0; day < 6; day++) {
    pumps.update((day + 0.5) * 1440, 1);
    assert.equal(pumps.running[day % 3], 1);
  }
});

test('as many run as are needed and can, never one that cannot', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 5 }),
      fc.nat(6),
      fc.nat(1000),
      (able, needed, day) => {
        const pumps = new PumpGroup(able.length);
        pumps.available.set(able);
        const started = pumps.update(day * 1440, needed);
        const can = able.reduce<number>((a, b) => a + b, 0);
        assert.equal(started, Math.min(needed, can));
        assert.equal(
          pumps.running.reduce((a, b) => a + b, 0),
          started,
        );
        pumps.running.forEach((running, i) => {
          assert.ok(running <= able[i]);
        });
        const copy = new PumpGroup(able.length);
        copy.restore(pumps.save());
        assert.deepEqual(copy.save(), pumps.save());
        assert.equal(pumps.saved, pumps.save().length);
      },
    ),
  );
});
