/**
 * Do the instruments tell one physical story? Each check works out figures from two weeks of readings with rain, noise
 * and calibration errors included, and says between what they must lie; then it must fail on readings that are spoilt.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Check } from './support/coherence.ts';
import { BALANCES } from './support/coherence-balances.ts';
import { MACHINES, SHORT_OF_AIR } from './support/coherence-machines.ts';
import { pairChecks } from './support/coherence-pairs.ts';
import { WATERS } from './support/coherence-waters.ts';
import { fortnight, instruments, shortOfAir } from './support/fortnight.ts';
import type { Readings } from './support/readings.ts';

judge(fortnight(), {
  'what the water carries': WATERS,
  'what goes in and comes out': BALANCES,
  'what the machines do': MACHINES,
  'what two instruments at one place show': pairChecks(instruments()),
});
judge(shortOfAir(), { 'what too little air does': SHORT_OF_AIR });

function judge(readings: Readings, groups: Readonly<Record<string, readonly Check[]>>): void {
  for (const [group, checks] of Object.entries(groups)) {
    describe(group, () => {
      for (const { what, figures, spoil } of checks) {
        it(what, () => {
          for (const [name, value, least, most] of figures(readings)) {
            assert.ok(value >= least && value <= most, `${name}: ${value}, expected ${least} to ${most}`);
          }
          const spoilt = figures(readings.spoilt(spoil));
          assert.ok(
            spoilt.some(([, value, least, most]) => !(value >= least && value <= most)),
            `spoilt readings pass: ${spoilt.map(([name, value]) => `${name} ${value}`).join(', ')}`,
          );
        });
      }
    });
  }
}
