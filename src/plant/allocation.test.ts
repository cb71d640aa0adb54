import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allocations } from '../../tests/support/allocations.ts';
import { ActivatedSludge, type ActivatedSludgeParameters } from './activated-sludge.ts';
import { ALL_EXTENSIONS } from './biology/matrix.ts';
import { BSM1_CLOSED_LOOP, Bsm1 } from './bsm1/bsm1.ts';
import { CONSTANT } from './bsm1/reference.fake.ts';
import { Rkc2, stagesFor } from './solver/rkc.ts';
import { createStream } from './unit.ts';
import { sewage } from './units/conservation.ts';

/**
 * What the process may allocate meanwhile, bytes. A number boxed a step (the spectral radius) is 0.2 MB a week, one a
 * derivative would be 0.8 MB, an array of ten numbers a step 1.2 MB.
 */
const SLACK_BYTES = 400_000;

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

test('a week of BSM1 and of the plant with all extensions allocates nothing and collects no garbage', async () => {
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
    const { collections, bytes } = await allocations(() => run(7 * 1440), SLACK_BYTES);
    assert.equal(collections, 0, `${name}: garbage was collected`);
    assert.ok(bytes <= SLACK_BYTES, `${name}: ${bytes} bytes`);
  }
});
