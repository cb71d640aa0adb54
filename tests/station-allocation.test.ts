/** What the station with its instruments allocates once it runs. In a file of its own: a process of its own. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFrame } from '../src/core/frame.ts';
import { TICKS_PER_DAY } from '../src/core/time.ts';
import { createSimulation } from '../src/pipeline/create-simulation.ts';
import { fakeInfluent, STORM } from '../src/plant/station/influent.fake.ts';
import { buildCatalogue } from '../src/sensors/index.ts';
import { bytesOf, COUNTS_ALLOCATIONS } from './support/allocations.ts';

/** Enough for the compiler to be done with every path. */
const WARM_UP_DAYS = 4;
const DAYS = 3;
/**
 * Bytes a tick. Nothing is allocated in the tick itself; once a minute some numbers that units hand to each other are
 * boxed, 16 bytes each: 9 to 22 bytes a tick, as the compiler inlines in one run and not in the next. One boxed number a
 * tick would be 16 more.
 */
const ENOUGH = 36;

test('three days of the station allocate nothing but some boxed numbers a minute', {
  skip: !COUNTS_ALLOCATIONS && 'this Node does not count what it allocates',
}, () => {
  const simulation = createSimulation({
    seed: 1,
    startTime: Date.UTC(2026, 0, 1),
    warmupDays: 1,
    openSource: () => fakeInfluent(STORM),
    sensors: buildCatalogue(),
    noise: 'datasheet',
  });
  const frame = createFrame(simulation.sensors.length);
  const run = (days: number): void => {
    for (let k = 0; k < days * TICKS_PER_DAY; k++) simulation.next(frame);
  };
  run(WARM_UP_DAYS);
  const ticks = DAYS * TICKS_PER_DAY;
  const bytes = bytesOf(() => run(DAYS), ENOUGH * ticks) / ticks;
  assert.ok(bytes <= ENOUGH, `${bytes} bytes a tick`);
});
