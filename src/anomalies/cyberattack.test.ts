import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeInfluent } from '../plant/station/influent.fake.ts';
import { SETPOINT_NAMES } from '../plant/station/setpoints.ts';
import { Station } from '../plant/station/station.ts';
import { TAP_NAMES } from '../plant/taps.ts';
import { CYBERATTACKS } from './cyberattack.ts';
import { COMMANDED, TELLTALES, telltaleColumns } from './readings/command-view.ts';
import { CATALOGUE_SENSORS, contextOf, falsify, healthy, type Staged, series } from './readings/synthetic.fake.ts';
import type { Subtype } from './subtype.ts';

const named = (name: string) => CYBERATTACKS.find((attack) => attack.name === name) ?? assert.fail(name);
const pick = (ids: readonly string[]) =>
  ids.map((id) => CATALOGUE_SENSORS.find((sensor) => sensor.id === id) ?? assert.fail(id));
const DAY = 17_280;

const few = pick(['PRE-DEB-01', 'SOR-AZO-01', 'BIO-PHO-01', 'BIO-O2-02', 'PRE-POM-01']);
const twoDays: Staged = { sensors: few, honest: healthy(few, 2 * 1440) };
const rows = (readings: Float64Array, from: number, to: number) => readings.slice(from * few.length, to * few.length);

test('replay shows the day before at the same time of day where that is kept', () => {
  const startTick = DAY + 1000;
  const asked = { columns: [0, 1, 2, 3, 4], startTick, ticks: 2000, history: DAY };
  const { values } = falsify(named('replay'), twoDays, asked);
  assert.deepEqual(rows(values, startTick, startTick + 2000), rows(values, startTick - DAY, startTick + 2000 - DAY));
});

test('replay repeats all that is kept, in whole half hours, where that is less than a day', () => {
  const startTick = 800;
  const { values, quality } = falsify(named('replay'), twoDays, {
    columns: [0, 1, 2, 3, 4],
    startTick,
    ticks: 2000,
    history: DAY,
  });
  assert.deepEqual(rows(values, startTick, startTick + 2000), rows(values, startTick - 720, startTick + 1280));
  assert.equal(quality.length, values.length);
  const untouched = falsify(named('replay'), twoDays, { columns: [0], startTick: 100, ticks: 50, history: DAY });
  assert.deepEqual(untouched.values, twoDays.honest.values);
});

test('hold_last freezes, denial_of_view silences', () => {
  const held = falsify(named('hold_last'), twoDays, { columns: [0, 3], startTick: 5, ticks: 40 }).values;
  const denied = falsify(named('denial_of_view'), twoDays, { columns: [0, 3], startTick: 5, ticks: 40 }).values;
  for (const column of [0, 3]) {
    assert.equal(new Set(series(held, few.length, column).slice(5, 45)).size, 1);
    assert.ok(series(denied, few.length, column).slice(5, 45).every(Number.isNaN));
  }
});

test('a stealthy attack starts below the noise and grows a hundredfold', () => {
  const { values } = falsify(named('stealthy'), twoDays, { columns: [0], startTick: 0, ticks: DAY, magnitude: 10 });
  const off = series(values, few.length, 0).map((value, row) => value - twoDays.honest.values[row * few.length]);
  assert.equal(off[0], 5);
  assert.ok(Math.abs(off[DAY / 2] - 50) <= 1 && Math.abs(off[DAY - 1] - 500) <= 1);
  assert.ok(5 < CATALOGUE_SENSORS[0].noise * 5000);
});

test('a scaled balance still closes, for no meter is cut alone', () => {
  const family = named('mass_balance').families?.(CATALOGUE_SENSORS)[0] ?? [];
  assert.ok(family.length >= 11);
  const meters = pick(family);
  const staged: Staged = { sensors: meters, honest: healthy(meters, 180) };
  const columns = meters.map((_, column) => column);
  for (const magnitude of [0.7, 3]) {
    const { values } = falsify(named('mass_balance'), staged, { columns, startTick: 30, ticks: 2000, magnitude });
    let least = 10;
    for (let row = 30; row < 2030; row++) {
      // Each is rounded to its own grid, before and after.
      const bounds = columns.map((c) => {
        const at = row * meters.length + c;
        const step = meters[c].resolution;
        return [(values[at] - step) / staged.honest.values[at], (values[at] + step) / staged.honest.values[at]];
      });
      const low = Math.max(...bounds.map(([from]) => from));
      const high = Math.min(...bounds.map(([, to]) => to));
      assert.ok(low <= high, `row ${row}: no one factor between ${low} and ${high}`);
      least = Math.min(least, high);
      if (magnitude < 1) assert.ok(low <= magnitude && magnitude <= high);
    }
    if (magnitude > 1) assert.ok(least < magnitude, 'the factor has been cut');
  }
});

test('families of balances: at least two sensors each, all of them suited', () => {
  const { families, refuses } = named('mass_balance');
  const suited = CATALOGUE_SENSORS.filter((sensor) => refuses?.(sensor) === undefined);
  const sets = families?.(suited) ?? [];
  assert.deepEqual(sets, families?.(CATALOGUE_SENSORS));
  assert.equal(sets.length, 3);
  for (const ids of sets) assert.ok(ids.length >= 2);
  assert.match(refuses?.(pick(['SOR-PH-01'])[0]) ?? '', /balance/);
  assert.match(refuses?.(pick(['PRE-POM-01'])[0]) ?? '', /balance/);
});

test('alarm_band hides what leaves the band of the hour before, and marks just that', () => {
  const startTick = 720;
  const asked = { columns: [0, 1, 2, 3], startTick, ticks: 2000, magnitude: 0.5 };
  const { values, marks } = falsify(named('alarm_band'), twoDays, asked);
  for (const column of asked.columns) {
    const { range, resolution } = few[column];
    const honest = series(twoDays.honest.values, few.length, column);
    const reported = series(values, few.length, column);
    const marked = series(marks, few.length, column);
    const hour = honest.slice(0, startTick + 1);
    const wide = 0.005 * (range[1] - range[0]);
    const [low, high] = [Math.min(...hour) - wide, Math.max(...hour) + wide];
    let hidden = 0;
    for (let row = startTick; row < startTick + 2000; row++) {
      assert.ok(reported[row] >= low - resolution / 2 && reported[row] <= high + resolution / 2);
      const isOut = honest[row] < low || honest[row] > high;
      if (!isOut) assert.equal(reported[row], honest[row]);
      assert.equal(marked[row] === 1, reported[row] !== honest[row]);
      if (isOut && marked[row] === 1) hidden++;
    }
    assert.ok(hidden > 100, `${few[column].id} ${hidden}`);
  }
  const edge = series(values, few.length, 0).filter((_, row) => marks[row * few.length] === 1);
  assert.ok(new Set(edge).size > 5, 'no straight line');
});

test('alarm_band lets a sensor pass that has shown nothing to set a band by', () => {
  const honest = { values: twoDays.honest.values.slice(), quality: twoDays.honest.quality };
  for (let row = 0; row <= 720; row++) honest.values[row * few.length] = Number.NaN;
  const { values } = falsify(
    named('alarm_band'),
    { sensors: few, honest },
    { columns: [0], startTick: 720, ticks: 2000 },
  );
  assert.deepEqual(values, honest.values);
});

const attacks = CYBERATTACKS.filter(({ acts }) => acts === 'setpoint');

test('command attacks move their set-point, within its limits, and give it back', () => {
  const clean = new Station(fakeInfluent());
  const station = new Station(fakeInfluent());
  for (const attack of attacks) {
    for (const place of attack.places ?? []) {
      const { plant } = attack.create(
        contextOf(attack, CATALOGUE_SENSORS, { columns: [], place, startTick: 0, ticks: 12 }),
      );
      const before = clean.setpoints.get(place);
      const after = attack.name === 'unauthorized_command' ? 0 : 0.4 * before;
      plant?.move(station, 1);
      assert.ok(before > 0 && Math.abs(station.setpoints.get(place) - after) < 1e-9, `${place} ${before}`);
      plant?.reset(station, clean);
      plant?.move(station, 0);
      assert.deepEqual(station.setpoints.save(), clean.setpoints.save(), place);
    }
  }
  const up = named('setpoint_manipulation');
  const asked = { columns: [], place: 'oxygen_reactor3', magnitude: 300, startTick: 0, ticks: 12 };
  const { plant } = up.create(contextOf(up, CATALOGUE_SENSORS, asked));
  plant?.move(station, 1);
  plant?.move(station, 1);
  assert.equal(station.setpoints.get('oxygen_reactor3'), 8);
});

test('an attacked oxygen set-point lets the oxygen go, and gives it back', () => {
  const [clean, station] = [0, 1].map(() => new Station(fakeInfluent()));
  const attack = named('setpoint_manipulation');
  const asked = { columns: [], place: 'oxygen_reactor4', magnitude: -80, startTick: 0, ticks: 12 * 60 };
  const { plant } = attack.create(contextOf(attack, CATALOGUE_SENSORS, asked));
  const oxygen = TAP_NAMES.indexOf('reactor4.S_O');
  const run = (minutes: number, strength: number) => {
    for (let m = 0; m < minutes; m++) {
      plant?.reset(station, clean);
      plant?.move(station, strength);
      clean.advance();
      station.advance();
    }
    return station.truth[oxygen] / clean.truth[oxygen];
  };
  const during = run(60, 1);
  const after = run(120, 0);
  assert.ok(during < 0.5, `${during}`);
  assert.ok(Math.abs(after - 1) < 0.05, `${after}`);
});

test('sensors that tell of a set-point show the undisturbed plant, all others what is', () => {
  const sensors = CATALOGUE_SENSORS;
  const staged: Staged = { sensors, honest: healthy(sensors, 10), undisturbed: healthy(sensors, 10, 2) };
  for (const attack of attacks as readonly Subtype[]) {
    for (const place of attack.places ?? []) {
      const { values } = falsify(attack, staged, { columns: [], place, startTick: 24, ticks: 60 });
      const own = telltaleColumns(place, sensors);
      assert.ok(own.length > 0, place);
      for (const [column] of sensors.entries()) {
        const view = own.includes(column) ? staged.undisturbed : staged.honest;
        const expected = series(view?.values ?? new Float64Array(), sensors.length, column).slice(24, 84);
        assert.deepEqual(series(values, sensors.length, column).slice(24, 84), expected);
      }
    }
  }
});

test('every set-point can be attacked; what tells of it exists', () => {
  assert.deepEqual([...COMMANDED].sort(), [...SETPOINT_NAMES].sort());
  for (const taps of Object.values(TELLTALES)) for (const tap of taps) assert.ok(TAP_NAMES.includes(tap as never), tap);
});

test('techniques carry the identifiers of both versions of ATT&CK where they differ', () => {
  const ids = CYBERATTACKS.flatMap(({ technique }) => [technique?.id ?? '', ...(technique?.also ?? [])]);
  for (const id of ids) assert.match(id, /^T(0\d{3}|169[12]\.00[12])$/);
  for (const { technique } of CYBERATTACKS) {
    assert.equal(technique?.also.length, technique?.id.startsWith('T169') ? 1 : 0);
  }
});
