/** Every malfunction beside a plant that was left alone: what it moves, that the books close, that it gives all back. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DRY, fakeInfluent } from '../plant/station/influent.fake.ts';
import { advance } from '../plant/station/means.fake.ts';
import { Station } from '../plant/station/station.ts';
import { TAP_NAMES, type TapName, tapIndex } from '../plant/taps.ts';
import { effectOf, runBeside } from './plant/effect.fake.ts';
import { PROCESS_MALFUNCTIONS } from './process-malfunction.ts';

/** What is more or less than the twin's, as a multiple of it, in the last minute of so many hours; by subtype or by place. */
type Expectation = readonly [hours: number, tap: TapName, more: '>' | '<', timesTheTwins: number];

const EXPECTED: Readonly<Record<string, Expectation>> = {
  screen1: [3, 'screen1.head_loss', '>', 2],
  screen2: [3, 'screen2.head_loss', '>', 2],
  lift_pump_clogging: [1, 'inlet_pump3.running', '>', 0.5],
  grit_blower_failure: [1, 'screened.TSS', '>', 1.01],
  primary_pump_failure: [6, 'primary.blanket', '>', 1.2],
  primary_short_circuit: [2, 'primary_effluent.TSS', '>', 1.3],
  blower_loss: [10, 'aeration.air_flow', '<', 0.95],
  blower_derating: [6, 'blower3.running', '>', 1],
  mixer1: [2, 'reactor1.S_NO', '>', 1.1],
  mixer2: [2, 'mixing.power', '<', 0.6],
  recirculation_failure: [2, 'recirculation.flow', '<', 0.01],
  return_sludge_failure: [2, 'reactor5.TSS', '<', 0.98],
  waste_sludge_failure: [6, 'thickener.blanket', '<', 0.8],
  bulking: [36, 'clarifier.blanket', '>', 1.1],
  ferric_failure: [8, 'outlet.S_PO4', '>', 1.05],
  carbon_failure: [6, 'reactor5.S_NO', '>', 1.02],
  filter1: [0.5, 'filter1.head_loss', '>', 2],
  filter2: [0.5, 'filter2.head_loss', '>', 2],
  filter3: [0.5, 'filter3.head_loss', '>', 2],
  filter4: [0.5, 'filter4.head_loss', '>', 2],
  backwash_failure: [20, 'filter1.head_loss', '>', 1.1],
  filter_breakthrough: [1, 'outlet.turbidity', '>', 1.3],
  chlorine_failure: [2, 'contact.chlorine_outlet', '<', 0.01],
  uv_lamp_failure: [1, 'uv.intensity', '<', 0.8],
  thickener_upset: [6, 'liquor.TSS', '>', 1.5],
  digester_upset: [6, 'digester.gas_flow', '<', 0.9],
  digester_heating_failure: [24, 'digester.T', '<', 0.98],
  gas_leak: [1, 'digester.gas_flow', '<', 0.75],
  centrifuge_failure: [2, 'dewatered.Q', '>', 5],
  primary_sludge_valve: [1, 'primary_sludge.Q', '<', 0.35],
  return_sludge_valve: [1, 'return_sludge.Q', '<', 0.35],
  waste_sludge_valve: [1, 'waste_sludge.Q', '<', 0.35],
  liquor_valve: [1, 'liquor.Q', '<', 0.6],
  oxygen_reactor3: [2, 'reactor3.S_O', '<', 0.5],
  oxygen_reactor4: [2, 'reactor4.S_O', '<', 0.5],
  oxygen_reactor5: [2, 'reactor5.S_O', '<', 0.6],
  nitrate_reactor2: [2, 'reactor2.S_NO', '<', 0.6],
  return_sludge: [1, 'return_sludge.Q', '<', 0.41],
  waste_sludge: [1, 'waste_sludge.Q', '<', 0.41],
  ferric_dose: [1, 'ferric.flow', '<', 0.41],
  carbon_dose: [4, 'reactor5.S_NO', '>', 1.01],
  chlorine_dose: [1, 'chlorine.dose', '<', 0.41],
  uv_dose: [1, 'uv.dose', '<', 0.8],
};

const settled = new Station(fakeInfluent(DRY));
// Until the morning, from which on load and flow rise.
advance(settled, 3 * 1440 + 6 * 60);
const start = settled.save();

const cases = PROCESS_MALFUNCTIONS.flatMap((subtype) =>
  (subtype.places ?? []).map((place) => ({ subtype, place, title: `${subtype.name}, ${place}` })),
);

describe('malfunctions of the plant', () => {
  for (const { subtype, place, title } of cases) {
    it(`${title}: moves what it says, and the books close`, () => {
      const expected = EXPECTED[subtype.name] ?? EXPECTED[place];
      assert.ok(expected, 'no expectation');
      const [hours, tap, relation, times] = expected;
      const envelope = { shape: 'step', durationS: hours * 3600 } as const;
      const { station, clean } = runBeside(start, effectOf(subtype, place, envelope), envelope, 0);
      const got = station.truth[tapIndex(tap)];
      const twin = clean.truth[tapIndex(tap)];
      assert.ok(relation === '>' ? got > times * twin : got < times * twin, `${tap}: ${got}, undisturbed ${twin}`);
      assertBooksClose(station);
    });

    it(`${title}: gives every lever back`, () => {
      const [station, clean] = [new Station(fakeInfluent(DRY)), new Station(fakeInfluent(DRY))];
      const untouched = station.save();
      for (const shape of subtype.shapes) {
        const { plant } = effectOf(subtype, place, { shape, durationS: 3600 });
        plant?.move(station, 1);
        assert.notDeepEqual(station.save(), untouched);
        plant?.reset(station, clean);
        assert.deepEqual(station.save(), untouched);
      }
    });
  }

  it('keep the plant within physics at their largest', () => {
    const envelope = { shape: 'step', durationS: 12 * 3600 } as const;
    for (const { subtype, place, title } of cases) {
      const effect = effectOf(subtype, place, envelope, subtype.magnitude?.max);
      const { station } = runBeside(start, effect, envelope, 0);
      station.truth.forEach((value, i) => {
        const least = /ORP|alkalinity|temperature/.test(TAP_NAMES[i]) ? Number.NEGATIVE_INFINITY : -0.1;
        assert.ok(Number.isFinite(value) && value >= least, `${title}: ${TAP_NAMES[i]} is ${value}`);
      });
      assertBooksClose(station);
    }
  });

  it('of two kinds on one lever add up', () => {
    const envelope = { shape: 'step', durationS: 3600 } as const;
    const [station, clean] = [new Station(fakeInfluent(DRY)), new Station(fakeInfluent(DRY))];
    const find = (name: string) =>
      PROCESS_MALFUNCTIONS.find((row) => row.name === name) as (typeof cases)[0]['subtype'];
    const waste = effectOf(find('waste_sludge_failure'), 'waste_sludge_pump', envelope, 50);
    const valve = effectOf(find('stuck_valve'), 'waste_sludge_valve', envelope, 50);
    for (const { plant } of [waste, valve]) plant?.move(station, 1);
    assert.equal(station.pumping.wasteHealth, 0.25);
    for (const { plant } of [waste, valve]) plant?.reset(station, clean);
    assert.equal(station.pumping.wasteHealth, 1);
  });

  it('lose as many blowers as told, from the named one on', () => {
    const subtype = PROCESS_MALFUNCTIONS.find(({ name }) => name === 'blower_loss');
    assert.ok(subtype);
    for (const [place, lost, left] of [
      ['blower1', 1, [0, 1, 1]],
      ['blower2', 2, [1, 0, 0]],
      ['blower3', 2, [0, 1, 0]],
      ['blower3', 3, [0, 0, 0]],
    ] as const) {
      const station = new Station(fakeInfluent(DRY));
      effectOf(subtype, place, { shape: 'step', durationS: 60 }, lost).plant?.move(station, 1);
      assert.deepEqual([...station.aeration.blowers.available], left);
    }
  });
});

function assertBooksClose(station: Station): void {
  const { residual } = station.ledger?.report() ?? {};
  for (const [booked, share] of Object.entries(residual ?? {})) {
    assert.ok(Math.abs(share) < 1e-8, `${booked}: ${share} of what moved`);
  }
}
