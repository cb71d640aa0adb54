import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { C } from '../../plant/components.ts';
import { INFLUENT_LENGTH } from '../../plant/influent/source.ts';
import { pHOf } from '../../plant/measure/carbonate.ts';
import { shiftPH } from './ph-shift.ts';

const pH = (row: Float64Array): number => pHOf(row[C.S_ALK], row[C.S_CO2], row[C.T]);

function sewage(alkalinity: number, carbonic: number, celsius: number): Float64Array {
  const row = new Float64Array(INFLUENT_LENGTH);
  row[C.S_ALK] = alkalinity;
  row[C.S_CO2] = carbonic;
  row[C.T] = celsius;
  return row;
}

describe('acid and base', () => {
  it('move the pH of sewage by what is asked', () => {
    for (const shift of [-2.5, -1, -0.2, 0.2, 0.8, 1.2]) {
      const row = sewage(7, 0.75, 15);
      const before = pH(row);
      shiftPH(row, shift);
      assert.ok(Math.abs(pH(row) - before - shift) < 1e-9, `${shift}: ${pH(row) - before}`);
    }
  });

  it('keep the carbon and bring salt', () => {
    const row = sewage(7, 0.75, 15);
    shiftPH(row, -1);
    assert.ok(Math.abs(row[C.S_ALK] + row[C.S_CO2] - 7.75) < 1e-12);
    assert.ok(row[C.S_ALK] < 7 && row[C.S_ION] > 100);
  });

  it('never take more than there is, whatever the water', () => {
    const amount = fc.double({ min: -1, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.double({ min: 1, max: 30, noNaN: true }),
        fc.double({ min: -3, max: 1.5, noNaN: true }),
        (alkalinity, carbonic, celsius, shift) => {
          const row = sewage(alkalinity, carbonic, celsius);
          shiftPH(row, shift);
          assert.ok(row[C.S_ALK] >= 0 && row[C.S_CO2] >= 0 && row[C.S_ION] >= 0);
        },
      ),
    );
  });
});
