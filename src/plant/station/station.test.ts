import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type TapName, tapIndex } from '../taps.ts';
import { fakeInfluent, STORM } from './influent.fake.ts';
import { advance, run } from './means.fake.ts';
import { Station } from './station.ts';

const tap = (station: Station, name: TapName): number => station.truth[tapIndex(name)];

describe('a station', () => {
  it('goes on bit for bit from what it saved, whatever the plant was at', () => {
    const station = new Station(fakeInfluent(STORM), { seed: 1 });
    const copy = new Station(fakeInfluent(STORM), { seed: 1 });
    const seen = { washing: 0, spilling: 0, lifting: 0 };
    // Every 110 minutes of two storms: in the middle of washes, rakes, pump changes, transients of the loops.
    for (let part = 0; part < 30; part++) {
      advance(station, 97);
      seen.washing += tap(station, 'backwash_pump.running');
      seen.lifting += tap(station, 'inlet_pump3.running');
      if (station.units.pretreatment.overflow.at(-1) !== 0) seen.spilling++;
      copy.restore(station.save());
      assert.deepEqual(copy.truth, station.truth, `part ${part}: restored`);
      advance(station, 13);
      advance(copy, 13);
      assert.deepEqual(copy.truth, station.truth, `part ${part}: 13 minutes on`);
      assert.deepEqual(copy.y, station.y);
    }
    assert.ok(Math.min(...Object.values(seen)) > 0, JSON.stringify(seen));
  });

  it('carries levers and set-points over to what is restored', () => {
    const station = new Station(fakeInfluent(STORM));
    const { aeration, pumping, units } = station;
    aeration.blowerHealth.set([0.2, 0.4, 0.9]);
    aeration.mixers[1] = 0;
    pumping.recirculation.available[0] = 0;
    pumping.returnHealth = 0.7;
    units.dosing.carbonHealth = 0.5;
    units.filters.clogging[2] = 1.5;
    units.sludge.settler.parameters.r_h *= 1.5;
    for (const { name, min, max } of station.setpoints.list()) station.setpoints.set(name, min + 0.3 * (max - min));
    advance(station, 30);
    const copy = new Station(fakeInfluent(STORM));
    copy.restore(station.save());
    assert.deepEqual(copy.setpoints.list(), station.setpoints.list());
    advance(station, 60);
    advance(copy, 60);
    assert.deepEqual(copy.truth, station.truth);
  });

  it('is the same as another with the same influent and seed, to the last bit', () => {
    const [one, twin, other] = [1, 1, 2].map((seed) => new Station(fakeInfluent(STORM), { seed }));
    for (const station of [one, twin, other]) advance(station, 1000);
    assert.deepEqual(one.y, twin.y);
    assert.deepEqual(one.truth, twin.truth);
    assert.notDeepEqual(one.truth, other.truth);
  });

  it('depends little on the length of its steps', () => {
    const [coarse, fine] = [1, 4].map((stepsPerMinute) =>
      run(new Station(fakeInfluent(STORM), { stepsPerMinute }), 1000),
    );
    for (const name of ['reactor5.S_NH', 'reactor5.S_NO', 'reactor5.TSS', 'outlet.Q', 'digester.gas_flow'] as const) {
      assert.ok(
        Math.abs(coarse.mean(name) / fine.mean(name) - 1) < 1e-3,
        `${name}: ${coarse.mean(name)}, ${fine.mean(name)}`,
      );
    }
  });

  it('has a truth for every tap from the start', () => {
    const station = new Station(fakeInfluent(STORM));
    assert.ok(station.truth.every(Number.isFinite));
    assert.equal(station.t, 0);
    advance(station, 720);
    assert.equal(station.t, 0.5);
  });
});
