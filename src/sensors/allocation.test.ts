import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, COUNTS_ALLOCATIONS } from '../../tests/support/allocations.ts';
import { TAP_NAMES } from '../plant/taps.ts';
import { buildCatalogue } from './build.ts';
import { NOISE_MODELS } from './columns.ts';
import { Instruments } from './observe.ts';

/** Enough for the compiler to be done with every path. */
const WARM_UP_MINUTES = 20_000;
const MINUTES = 10_080;
/**
 * Bytes a minute of 1,524 readings. The compiler boxes a number or two a minute (16 bytes each) in some runs and none in
 * others; one a tick would be 192, one a sensor 2,032.
 */
const ENOUGH = 40;

test('a week of readings of 127 instruments allocates nothing', {
  skip: !COUNTS_ALLOCATIONS && 'this Node does not count what it allocates',
}, () => {
  const { sensors } = buildCatalogue();
  const truths = [1, 2, 3].map((value) => new Float64Array(TAP_NAMES.length).fill(value));
  const values = new Float64Array(12 * sensors.length);
  const quality = new Uint8Array(values.length);

  for (const noise of NOISE_MODELS) {
    const instruments = new Instruments(sensors, { seed: 1, noise });
    const run = (minutes: number) => {
      for (let m = 0; m < minutes; m++) instruments.observeMinute(truths[m % 3], truths[(m + 1) % 3], values, quality);
    };
    run(WARM_UP_MINUTES);
    const bytes = bytesOf(() => run(MINUTES), ENOUGH * MINUTES) / MINUTES;
    assert.ok(bytes <= ENOUGH, `${noise}: ${bytes} bytes a minute`);
  }
});
