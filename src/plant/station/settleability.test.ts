import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { tapIndex } from '../taps.ts';
import { DRY, fakeInfluent } from './influent.fake.ts';
import { advance } from './means.fake.ts';
import { Station } from './station.ts';

const SOLIDS = tapIndex('clarifier_effluent.TSS');
const STILL = { dispersedDays: 0, dispersedWeeks: 0, velocity: 0, primary: 0 };

describe('settleability', () => {
  it('without spread is the station without a seed, bit for bit', () => {
    const plain = new Station(fakeInfluent(DRY));
    const still = new Station(fakeInfluent(DRY), { seed: 1, settleability: STILL });
    advance(plain, 600);
    advance(still, 600);
    assert.deepEqual(still.y, plain.y);
  });

  it('makes the clarified water better and worse by days', () => {
    const plain = new Station(fakeInfluent(DRY));
    const station = new Station(fakeInfluent(DRY), { seed: 1 });
    const other = new Station(fakeInfluent(DRY), { seed: 2 });
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (let hour = 0; hour < 10 * 24; hour++) {
      for (const one of [plain, station, other]) advance(one, 60);
      if (hour < 24) continue;
      const ratio = station.truth[SOLIDS] / plain.truth[SOLIDS];
      least = Math.min(least, ratio);
      most = Math.max(most, ratio);
    }
    assert.ok(least < 0.95 && most > 1.2, `${least} to ${most}`);
    assert.notEqual(station.truth[SOLIDS], other.truth[SOLIDS]);
  });

  it('goes on from a saved state', () => {
    const station = new Station(fakeInfluent(DRY), { seed: 1 });
    const copy = new Station(fakeInfluent(DRY), { seed: 5 });
    advance(station, 200);
    copy.restore(station.save());
    advance(station, 100);
    advance(copy, 100);
    assert.deepEqual(copy.y, station.y);
    assert.deepEqual(copy.truth, station.truth);
  });

  it('is refused out of range, by name', () => {
    assert.throws(
      () => new Station(fakeInfluent(DRY), { seed: 1, settleability: { primary: -1 } }),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /settleability\.primary: got -1, expected a number from 0 to 2/);
        return true;
      },
    );
  });
});
