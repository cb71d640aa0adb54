import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DAY_MS } from '../../core/time.ts';
import { seasonalTemperature } from '../sewer/climate.ts';
import { defaultSewer } from '../sewer/parameters.ts';
import { Weather, weatherClimate, weatherParameters } from './weather.ts';

const START = Date.UTC(2026, 0, 1);
const STEP_D = 1 / 96;

describe('weather', () => {
  it('has the rain and the temperatures that were asked for, and the seasons', () => {
    const weather = new Weather(1, weatherParameters(), START, STEP_D);
    const years = 20;
    const rain = { winter: 0, summer: 0 };
    const wet = { winter: 0, summer: 0 };
    const air = { winter: 0, summer: 0 };
    let heaviest = 0;
    for (let i = 0; i < years * 365.25 * 96; i++) {
      weather.step();
      const season = Math.cos((2 * Math.PI * i * STEP_D) / 365.25) > 0 ? 'winter' : 'summer';
      rain[season] += weather.rain / 4 / years;
      wet[season] += weather.rain > 0 ? 1 : 0;
      air[season] += weather.airTemperature / (years * 365.25 * 48);
      heaviest = Math.max(heaviest, weather.rain);
    }
    const whole = rain.winter + rain.summer;
    assert.ok(Math.abs(whole / 700 - 1) < 0.1, `${whole} mm a year`);
    assert.ok(wet.winter > 1.5 * wet.summer, 'long rain in winter');
    assert.ok(Math.abs((air.winter + air.summer) / 2 - 10) < 0.5);
    assert.ok(air.summer - air.winter > 8);
    assert.ok(heaviest > 10 && heaviest < 150, `${heaviest} mm/h in a quarter of an hour`);
  });

  it('has warm afternoons', () => {
    const weather = new Weather(3, weatherParameters({ temperature_weather: 0 }), START, STEP_D);
    let difference = 0;
    for (let i = 0; i < 365 * 96; i++) {
      weather.step();
      const hour = ((i + 1) % 96) / 4;
      if (hour === 15) difference += weather.airTemperature;
      if (hour === 3) difference -= weather.airTemperature;
    }
    assert.ok(difference / 365 > 3 && difference / 365 < 8);
  });

  it('is the same for the same seed, dry where no rain is asked for, finite always', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 5000, noNaN: true }), (seed, rain_mm_a) => {
        const [a, b] = [0, 1].map(() => new Weather(seed, weatherParameters({ rain_mm_a }), START, STEP_D));
        for (let i = 0; i < 500; i++) {
          a.step();
          b.step();
          assert.equal(a.rain, b.rain);
          assert.equal(a.airTemperature, b.airTemperature);
          assert.ok(a.rain >= 0 && Number.isFinite(a.rain + a.airTemperature));
          if (rain_mm_a === 0) assert.equal(a.rain, 0);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('tells the sewer its mean year', () => {
    const p = weatherParameters({ coldest_day: 20, temperature_mean: 8, temperature_season: 6 });
    const climate = { ...defaultSewer(), ...weatherClimate(p) };
    const day = (n: number) => seasonalTemperature(climate, n * DAY_MS);
    assert.ok(Math.abs(day(20) - 2) < 1e-9);
    assert.ok(Math.abs(day(20 + 365.25 / 2) - 14) < 1e-9);
  });
});
