import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ConfigError } from '../core/errors.ts';
import { createFrame, type Frame, QUALITY } from '../core/frame.ts';
import { TICK_MS, TICKS_PER_DAY, TICKS_PER_MINUTE } from '../core/time.ts';
import { tapIndex } from '../plant/taps.ts';
import type { StationSimulation } from './create-simulation.ts';
import { RAINY_START, rainySimulation } from './rainy-simulation.fake.ts';

/** The next `ticks` frames, all readings after one another. */
function read(simulation: StationSimulation, ticks: number): Float64Array {
  const width = simulation.sensors.length;
  const frame = createFrame(width);
  const all = new Float64Array(ticks * width);
  for (let k = 0; k < ticks; k++) {
    simulation.next(frame);
    all.set(frame.values, k * width);
  }
  return all;
}

const digest = (values: Float64Array): string => createHash('sha256').update(values).digest('hex');

describe('the frames of the station', () => {
  it('have a number, a time and 127 readings each', () => {
    const simulation = rainySimulation();
    const frame = createFrame(simulation.sensors.length);
    assert.equal(simulation.sensors.length, 127);
    for (let k = 0; k < 30; k++) {
      simulation.next(frame);
      assert.equal(frame.seq, k);
      assert.equal(frame.time, RAINY_START + k * TICK_MS);
      assert.ok(frame.values.every(Number.isFinite));
    }
  });

  it('are the same bytes for the same seed, at any pace', () => {
    const ticks = 3000;
    const expected = digest(read(rainySimulation(), ticks));
    const simulation = rainySimulation();
    const parts: Float64Array[] = [];
    for (let done = 0, part = 1; done < ticks; done += part, part = (part * 7) % 31) {
      parts.push(read(simulation, Math.min(part, ticks - done)));
      // What is asked between frames leaves no trace.
      simulation.setpoints();
      simulation.truth('outlet.Q');
    }
    const width = simulation.sensors.length;
    const all = new Float64Array(ticks * width);
    parts.reduce((at, part) => {
      all.set(part, at);
      return at + part.length;
    }, 0);
    assert.equal(digest(all), expected);
  });

  it('differ with the seed: in their noise, whatever the plant does', () => {
    const plant = { seed: 'the same' };
    const [one, other] = [1, 2].map((seed) => rainySimulation({ seed, station: plant }));
    const [a, b] = [read(one, 12), read(other, 12)];
    // Fixed errors and scatter alike: neither readings nor their changes from frame to frame are the same.
    const width = one.sensors.length;
    const change = (readings: Float64Array, i: number): number => readings[i] - readings[i - width];
    let sameReadings = 0;
    let sameChanges = 0;
    for (let i = width; i < a.length; i++) {
      if (a[i] === b[i]) sameReadings++;
      if (change(a, i) === change(b, i)) sameChanges++;
    }
    assert.ok(sameReadings < 0.4 * a.length, `${sameReadings} of ${a.length} readings are equal`);
    assert.ok(sameChanges < 0.4 * a.length, `${sameChanges} of ${a.length} changes are equal`);
    assert.deepEqual(one.station.truth, other.station.truth);
  });

  it('keep every reading when instruments come and go', () => {
    const ticks = 200;
    const before = rainySimulation();
    const after = rainySimulation({
      sensors: {
        types: { odeur: { base: 12 } },
        sensors: [
          { id: 'PRE-ODE-01', type: 'odeur', stage: 'pretraitement', location: 'Dégrilleurs' },
          { id: 'BIO-AMM-09', type: 'ammoniac', stage: 'traitement_biologique', location: '4', tap: 'reactor4.S_NH' },
        ],
        remove: ['PRE-PH-01'],
      },
    });
    const [a, b] = [read(before, ticks), read(after, ticks)];
    const column = (simulation: StationSimulation, id: string) => simulation.sensors.findIndex((s) => s.id === id);
    const [width, widthAfter] = [before.sensors.length, after.sensors.length];
    assert.equal(widthAfter, width + 1);
    for (const { id } of before.sensors) {
      const to = column(after, id);
      if (to < 0) continue;
      const from = column(before, id);
      for (let k = 0; k < ticks; k++) assert.equal(b[k * widthAfter + to], a[k * width + from], `${id}, tick ${k}`);
    }
  });
});

describe('the simulation', () => {
  it('runs the plant before the first frame for as long as asked', () => {
    const warm = rainySimulation({ warmupDays: 2 });
    assert.equal(warm.station.t, 2);
    assert.equal(warm.startTime, RAINY_START);
    read(warm, 1);
    assert.equal(warm.station.t, 2 + 1 / 1440);
    assert.notEqual(warm.truth('reactor5.TSS'), rainySimulation().truth('reactor5.TSS'));
  });

  it('tells the truth of the last whole minute', () => {
    const simulation = rainySimulation();
    const start = simulation.station.truth[tapIndex('influent.Q')];
    read(simulation, 1);
    assert.equal(simulation.truth('influent.Q'), start);
    const minute = simulation.station.truth[tapIndex('influent.Q')];
    read(simulation, TICKS_PER_MINUTE - 1);
    assert.equal(simulation.truth('influent.Q'), start);
    read(simulation, 1);
    assert.equal(simulation.truth('influent.Q'), minute);
    assert.ok(Number.isNaN(simulation.truth('influent.nonsense')));
  });

  it('has a truth before its first frame', () => {
    assert.ok(rainySimulation().truth('influent.Q') > 0);
  });

  it('follows set-points from the next minute on, and refuses wrong ones', () => {
    const ticks = 12 * TICKS_PER_MINUTE;
    const [alone, moved] = [rainySimulation(), rainySimulation()];
    const before = [read(alone, 30), read(moved, 30)];
    moved.setSetpoint('chlorine_dose', 12);
    assert.equal(moved.setpoints().find(({ name }) => name === 'chlorine_dose')?.value, 12);
    const after = [read(alone, ticks), read(moved, ticks)];
    const chlorine = moved.sensors.findIndex(({ tap }) => tap === 'contact.chlorine_inlet');
    assert.deepEqual(before[0], before[1]);
    // Frame 30 is in the middle of a minute that is already worked out.
    const rest = 6 * 127;
    assert.deepEqual(after[0].subarray(0, rest), after[1].subarray(0, rest));
    const last = (ticks - 1) * 127 + chlorine;
    assert.ok(after[1][last] > after[0][last] + 3, `${after[1][last]} beside ${after[0][last]}`);
    assert.throws(() => moved.setSetpoint('chlorine', 1), ConfigError);
    assert.throws(() => moved.setSetpoint('chlorine_dose', -1), ConfigError);
    assert.throws(() => rainySimulation({ setpoints: { oxygen_reactor3: 99 } }), ConfigError);
    const configured = rainySimulation({ setpoints: { oxygen_reactor3: 1 } });
    assert.equal(configured.setpoints().find(({ name }) => name === 'oxygen_reactor3')?.value, 1);
  });
});

describe('a week with rain', () => {
  const simulation = rainySimulation({ warmupDays: 3 });
  const { sensors } = simulation;
  const frame: Frame = createFrame(sensors.length);
  const ticks = 7 * TICKS_PER_DAY;
  const missing = new Float64Array(sensors.length);
  const good = new Float64Array(sensors.length);
  const clipped = new Float64Array(sensors.length);
  const outside: string[] = [];
  let rain = 0;
  let mostFlow = 0;
  for (let k = 0; k < ticks; k++) {
    simulation.next(frame);
    rain += (simulation.truth('rain.intensity') * TICK_MS) / 3_600_000;
    mostFlow = Math.max(mostFlow, simulation.truth('influent.Q'));
    for (let i = 0; i < sensors.length; i++) {
      const value = frame.values[i];
      const [least, most] = sensors[i].range;
      if (!Number.isFinite(value)) missing[i]++;
      else if (value < least || value > most) outside.push(`${sensors[i].id} ${value}`);
      if (frame.quality[i] === QUALITY.good) good[i]++;
      if (value === most && !sensors[i].tap.endsWith('.running')) clipped[i]++;
    }
  }
  const above = (counts: Float64Array, share: number): string[] =>
    sensors.flatMap(({ id }, i) => (counts[i] > share * ticks ? [`${id} ${counts[i] / ticks}`] : []));

  it('has rain, and flows to be expected of it', () => {
    assert.ok(rain > 20, `${rain} mm`);
    assert.ok(mostFlow > 50_000, `${mostFlow} m³/d`);
  });

  it('has no reading that is missing or out of its range', () => {
    assert.deepEqual(above(missing, 0), []);
    assert.deepEqual(outside, []);
  });

  it('is within the range of every instrument but for moments', () => {
    assert.deepEqual(above(clipped, 0.03), []);
  });

  it('is good for nearly all instruments nearly all of the time', () => {
    // Below their detection limit by nature: oxygen and nitrate of the anoxic reactor; residual chlorine, used up.
    const often = new Set(['BIO-O2-01', 'BIO-NO3-01', 'DES-CHL-02', 'PRE-H2S-01', 'BIO-AMM-02']);
    for (const [i, { id }] of sensors.entries()) {
      if (!often.has(id)) assert.ok(good[i] > 0.9 * ticks, `${id} is good for ${good[i] / ticks} of the time`);
    }
  });
});
