import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DRY, fakeInfluent } from '../../plant/station/influent.fake.ts';
import { Station } from '../../plant/station/station.ts';
import { element, field, leverPart, lose, setpoint, stop, times } from './lever.ts';

const build = () => new Station(fakeInfluent(DRY));
const dosing = field(({ units }) => units.dosing, 'ferricHealth');
const mixer = element(({ aeration }) => aeration.mixers, 1);
const oxygen = setpoint('oxygen_reactor3');

describe('moves of levers', () => {
  it('go with the intensity from where the lever is, and add up', () => {
    const [station, clean] = [build(), build()];
    const parts = [leverPart([lose(dosing, 50)]), leverPart([lose(dosing, 20)])];
    for (const [intensity, expected] of [
      [1, 0.4],
      [0.5, 0.75 * 0.9],
      [0, 1],
    ]) {
      for (const part of parts) part.reset(station, clean);
      for (const part of parts) part.move(station, intensity);
      assert.ok(Math.abs(station.units.dosing.ferricHealth - expected) < 1e-12);
    }
  });

  it('stop a machine only in full force', () => {
    const station = build();
    const part = leverPart([stop(mixer)]);
    part.move(station, 0.99);
    assert.deepEqual([...station.aeration.mixers], [1, 1]);
    part.move(station, 1);
    assert.deepEqual([...station.aeration.mixers], [1, 0]);
    part.reset(station, build());
    assert.deepEqual([...station.aeration.mixers], [1, 1]);
  });

  it('keep set-points within their ranges, and give back what the operator has set meanwhile', () => {
    const [station, clean] = [build(), build()];
    const part = leverPart([times(oxygen, 10)]);
    part.move(station, 1);
    assert.equal(station.setpoints.get('oxygen_reactor3'), 8);
    clean.setpoints.set('oxygen_reactor3', 1.2);
    part.reset(station, clean);
    assert.equal(station.setpoints.get('oxygen_reactor3'), 1.2);
  });
});
