import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { P } from '../../plant/biology/parameters.ts';
import { CONSTANT, fakeInfluent } from '../../plant/station/influent.fake.ts';
import { Station } from '../../plant/station/station.ts';
import { toxicInflow } from './toxic-inflow.ts';
import { designCourse, growthLeft, Toxin, waterway } from './toxin.ts';

const HOURS_3 = { shape: 'step', durationS: 3 * 3600 } as const;

describe('a toxin', () => {
  it('halves growth at one toxic unit, and leaves all of it at none', () => {
    assert.equal(growthLeft(0), 1);
    assert.equal(growthLeft(1), 0.5);
    assert.ok(Math.abs(growthLeft(9) - 0.1) < 1e-12);
  });

  it('comes in thinned and late, and is washed out', () => {
    const { peak, washedOutMin } = designCourse(HOURS_3, 0.1);
    assert.ok(peak > 0.1 && peak < 0.3, `${peak}`);
    // A retention time of a day without what fades, half of one with it.
    assert.ok(washedOutMin > 600 && washedOutMin < 2 * 1440, `${washedOutMin}`);
    assert.ok(designCourse({ ...HOURS_3, durationS: 6 * 3600 }, 0.1).peak > peak);
  });

  it('stays where it is when no water flows, and fades', () => {
    const toxin = new Toxin();
    const station = new Station(fakeInfluent(CONSTANT));
    const way = { ...waterway(station), flow: 0, returned: 0, recycled: 0 };
    toxin.reactors.fill(1);
    for (let m = 0; m < 1440; m++) toxin.step(5, way);
    assert.equal(toxin.primary, 0);
    assert.ok(Math.abs(toxin.aerated - Math.exp(-2)) < 0.01, `${toxin.aerated}`);
  });

  it('costs nitrifiers at its peak the growth that is asked for, in the mean dry weather, and nothing once it has left', () => {
    const station = new Station(fakeInfluent(CONSTANT));
    const clean = new Station(fakeInfluent(CONSTANT));
    const { plant } = toxicInflow({
      magnitude: 65,
      envelope: HOURS_3,
      sensors: [],
      columns: new Int32Array(0),
      place: '',
      catalogue: [],
      margins: new Float64Array(0),
      random: new RandomStream(1, 'toxin'),
      scale: 1,
    });
    assert.ok(plant?.minute && plant.lingersMin);
    const normal = clean.units.sludge.kinetics15[P.mu_A];
    let least = 1;
    const minutes = 180 + plant.lingersMin;
    for (let m = 0; m < minutes; m++) {
      plant.reset(station, clean);
      plant.minute(m < 180 ? 1 : 0, station);
      plant.move(station, m < 180 ? 1 : 0);
      station.advance();
      least = Math.min(least, station.units.sludge.kinetics15[P.mu_A] / normal);
    }
    assert.ok(Math.abs(least - 0.35) < 0.03, `${least}`);
    assert.ok(station.units.sludge.kinetics15[P.mu_NOB] < clean.units.sludge.kinetics15[P.mu_NOB]);
    assert.ok(station.units.sludge.kinetics15[P.mu_A] / normal > 0.985);
    plant.reset(station, clean);
    assert.equal(station.units.sludge.kinetics15[P.mu_A], normal);
  });
});
