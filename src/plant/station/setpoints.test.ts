import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { tapIndex } from '../taps.ts';
import { DRY, fakeInfluent } from './influent.fake.ts';
import { advance } from './means.fake.ts';
import { Station } from './station.ts';

describe('set-points', () => {
  it('are listed with their ranges, and taken at both ends of them', () => {
    const station = new Station(fakeInfluent(DRY));
    for (const { name, min, max, value } of station.setpoints.list()) {
      assert.ok(value >= min && value <= max, name);
      for (const end of [min, max]) {
        station.setpoints.set(name, end);
        assert.equal(station.setpoints.list().find((row) => row.name === name)?.value, end);
      }
    }
  });

  it('are refused where they are unknown or out of range', () => {
    const { setpoints } = new Station(fakeInfluent(DRY));
    assert.throws(() => setpoints.set('oxygen', 2), ConfigError);
    for (const { name, min, max } of setpoints.list()) {
      for (const wrong of [min - 0.1, max + 0.1, Number.NaN]) {
        assert.throws(() => setpoints.set(name, wrong), new RegExp(`${name}: got`));
      }
    }
  });

  it('become the next limit where asked to stay within them', () => {
    const { setpoints } = new Station(fakeInfluent(DRY));
    for (const { name, min, max } of setpoints.list()) {
      for (const [asked, got] of [
        [min - 1, min],
        [(min + max) / 2, (min + max) / 2],
        [max + 1, max],
      ]) {
        setpoints.setWithin(name, asked);
        assert.equal(setpoints.get(name), got);
      }
    }
    assert.throws(() => setpoints.get('oxygen'), ConfigError);
  });

  it('act from the next minute on, not before', () => {
    const station = new Station(fakeInfluent(DRY));
    advance(station, 60);
    const before = station.truth.slice();
    station.setpoints.set('chlorine_dose', 9);
    station.setpoints.set('return_sludge', 10_000);
    assert.deepEqual(station.truth, before);
    station.advance();
    assert.equal(station.truth[tapIndex('chlorine.dose')], 9);
    assert.equal(station.truth[tapIndex('return_sludge.Q')], 10_000);
  });
});
