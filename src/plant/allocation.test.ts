import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, COUNTS_ALLOCATIONS } from '../../tests/support/allocations.ts';
import { ActivatedSludge, type ActivatedSludgeParameters } from './activated-sludge.ts';
import { ALL_EXTENSIONS } from './biology/matrix.ts';
import { BSM1_CLOSED_LOOP, Bsm1 } from './bsm1/bsm1.ts';
import { CONSTANT } from './bsm1/reference.fake.ts';
import { Rkc2, stagesFor } from './solver/rkc.ts';
import { createStream } from './unit.ts';
import { sewage } from './units/conservation.ts';

/**
 * Bytes a simulated minute. What is handed from one function to another may be boxed once a step (16 bytes: the spectral
 * radius); a number boxed in every derivative would be 64 and more, an array of ten numbers a step 100.
 */
const ENOUGH = 48;
const MINUTES = 7 * 1440;

function extended(parameters: Readonly<ActivatedSludgeParameters>): (minutes: number) => void {
  const sludge = new ActivatedSludge(createStream(), createStream(), parameters);
  const y = new Float64Array(sludge.states);
  sludge.initialise(y, 0);
  sludge.feed.set(sewage());
  const solver = new Rkc2({ states: sludge.states, derive: (state, dy) => sludge.derive(state, 0, dy) });
  return (minutes) => {
    for (let i = 0; i < minutes; i++) {
      sludge.minute(i, y, 0);
      solver.begin(y);
      solver.step(y, 1 / 1440, stagesFor(sludge.spectralRadius(y, 0), 1 / 1440));
    }
  };
}

test('BSM1 and the plant with all extensions allocate nothing but a few boxed numbers', {
  skip: !COUNTS_ALLOCATIONS && 'this Node does not count what it allocates',
}, () => {
  const bsm1 = new Bsm1(BSM1_CLOSED_LOOP);
  bsm1.feed(Float64Array.from(CONSTANT));
  const station = extended({ ...BSM1_CLOSED_LOOP, extensions: ALL_EXTENSIONS });
  for (const [name, run] of [
    [
      'BSM1',
      (minutes: number) => {
        for (let i = 0; i < minutes; i += 15) bsm1.advance(15 / 1440);
      },
    ],
    ['all extensions', station],
  ] as const) {
    run(2000);
    const bytes = bytesOf(() => run(MINUTES), ENOUGH * MINUTES) / MINUTES;
    assert.ok(bytes <= ENOUGH, `${name}: ${bytes} bytes a minute`);
  }
});
