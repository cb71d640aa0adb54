/** The station with its instruments allocates nothing once it runs. In a file of its own: a process of its own. */

import assert from 'node:assert/strict';
import { PerformanceObserver } from 'node:perf_hooks';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createFrame } from '../src/core/frame.ts';
import { TICKS_PER_DAY } from '../src/core/time.ts';
import { createSimulation } from '../src/pipeline/create-simulation.ts';
import { fakeInfluent, STORM } from '../src/plant/station/influent.fake.ts';
import { buildCatalogue } from '../src/sensors/index.ts';

/** Enough for the compiler to be done with every path. */
const WARM_UP_DAYS = 4;
const DAYS = 3;
/** What else the process allocates meanwhile, bytes; compiled code above all. One boxed number a tick would be 1 MB. */
const SLACK_BYTES = 100_000;

test('three days of the station allocate nothing and collect no garbage', {
  todo: 'the plant still boxes numbers',
}, async () => {
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
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['gc'] });
  run(WARM_UP_DAYS);
  // A few tries, for the compiler may still be at work in the first.
  let least = Number.POSITIVE_INFINITY;
  let fewest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && (least > SLACK_BYTES || fewest > 0); attempt++) {
    await setImmediate();
    collections = 0;
    const before = process.memoryUsage().heapUsed;
    run(DAYS);
    const grown = process.memoryUsage().heapUsed - before;
    await setImmediate();
    if (collections === 0) least = Math.min(least, grown);
    fewest = Math.min(fewest, collections);
  }
  observer.disconnect();
  assert.equal(fewest, 0, 'garbage was collected');
  assert.ok(least <= SLACK_BYTES, `${least} bytes in ${DAYS} days`);
});
