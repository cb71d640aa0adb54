import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allocations } from '../../tests/support/allocations.ts';
import { TAP_NAMES } from '../plant/taps.ts';
import { buildCatalogue } from './build.ts';
import { NOISE_MODELS } from './columns.ts';
import { Instruments } from './observe.ts';

/** Enough for the compiler to be done with every path. */
const WARM_UP_MINUTES = 20_000;
/** A week: one boxed number a minute would be 160 kB of heap, one array of twelve 1.3 MB. */
const MINUTES = 10_080;
/** What else the process allocates meanwhile, bytes; compiled code above all. */
const SLACK_BYTES = 130_000;

test('a week of readings of 127 instruments allocates nothing and collects no garbage', async () => {
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
    const { collections, bytes } = await allocations(() => run(MINUTES), SLACK_BYTES);
    assert.equal(collections, 0, `${noise}: garbage was collected`);
    assert.ok(bytes <= SLACK_BYTES, `${noise}: ${bytes} bytes in ${MINUTES} minutes`);
  }
});
