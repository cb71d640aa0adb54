/** The station with its instruments allocates nothing once it runs. In a file of its own: a process of its own. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFrame } from '../src/core/frame.ts';
import { TICKS_PER_DAY } from '../src/core/time.ts';
import { createSimulation } from '../src/pipeline/create-simulation.ts';
import { fakeInfluent, STORM } from '../src/plant/station/influent.fake.ts';
import { buildCatalogue } from '../src/sensors/index.ts';
import { allocations } from './support/allocations.ts';

/** Enough for the compiler to be done with every path. */
const WARM_UP_DAYS = 4;
const DAYS = 3;
/** What else the process allocates meanwhile, bytes; compiled code above all. One boxed number a tick would be 1 MB. */
const SLACK_BYTES = 100_000;

test('three days of the station allocate nothing and collect no garbage', async () => {
  const simulation = createSimulation({
    seed: 1,
    startTime: Date.UTC(2026, 0, 1),
    warmupDays: 1,
    source: fakeInfluent(STORM),
    sensors: buildCatalogue(),
    noise: 'datasheet',
  });
  const frame = createFrame(simulation.sensors.length);
  const run = (days: number): void => {
    for (let k = 0; k < days * TICKS_PER_DAY; k++) simulation.next(frame);
  };
  run(WARM_UP_DAYS);
  const { collections, bytes } = await allocations(() => run(DAYS), SLACK_BYTES);
  assert.equal(collections, 0, 'garbage was collected');
  assert.ok(bytes <= SLACK_BYTES, `${bytes} bytes in ${DAYS} days`);
});
