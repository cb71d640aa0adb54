import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { withDefaults } from './parameters.ts';

const DEFAULTS = { volume: 900, depth: 3 };
const RANGES = { volume: [50, 1e6], depth: [1, 10] } as const;

test('overrides are laid over the defaults, which stay as they are', () => {
  const parameters = withDefaults('tank', DEFAULTS, { depth: 4 }, RANGES);
  assert.deepEqual(parameters, { volume: 900, depth: 4 });
  parameters.volume = 1;
  assert.equal(DEFAULTS.volume, 900);
});

test('every fault is named with what was got and expected', () => {
  const overrides = { volume: Number.NaN, depth: 11, colour: 'red', toString: 1 };
  assert.throws(
    () => withDefaults('tank', DEFAULTS, overrides, RANGES),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(
        error.faults.map(({ where, expected }) => [where, expected]),
        [
          ['tank.volume', 'a number from 50 to 1000000'],
          ['tank.depth', 'a number from 1 to 10'],
          ['tank.colour', 'one of volume, depth'],
          ['tank.toString', 'one of volume, depth'],
        ],
      );
      return true;
    },
  );
});
