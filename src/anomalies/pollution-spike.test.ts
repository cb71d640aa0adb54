/** Every pollution beside a plant that was left alone: what it brings, what the plant makes of it, that the books close. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INFLUENT_LENGTH } from '../plant/influent/source.ts';
import { DRY, fakeInfluent } from '../plant/station/influent.fake.ts';
import { advance } from '../plant/station/means.fake.ts';
import { Station } from '../plant/station/station.ts';
import { TAP_NAMES, type TapName, tapIndex } from '../plant/taps.ts';
import type { Envelope } from './envelope.ts';
import { effectOf, runBeside } from './plant/effect.fake.ts';
import { POLLUTION_SPIKES } from './pollution-spike.ts';

/** By how much more than the twin's, in the tap's unit, two hours after the start and `later` hours after the start. */
interface Expectation {
  readonly inlet: readonly [tap: TapName, more: number, tolerance: number];
  readonly later?: readonly [hours: number, tap: TapName, atLeast: number];
}

const EXPECTED: Readonly<Record<string, Expectation>> = {
  // In the afternoon the flow is that of the design, give or take; loads are thinned by as much.
  ammonia_discharge: { inlet: ['influent.S_NH', 25, 10], later: [4, 'reactor5.S_NH', 0.5] },
  cod_discharge: { inlet: ['influent.COD', 400, 160], later: [4, 'reactor3.KLa', 5] },
  toxic_inflow: { inlet: ['influent.S_NH', 0, 0], later: [5, 'reactor5.S_NH', 1] },
  saline_intrusion: { inlet: ['influent.conductivity', 1500, 600], later: [8, 'outlet.conductivity', 50] },
  acid_shock: { inlet: ['influent.pH', -1, 1e-6], later: [3, 'primary_effluent.alkalinity', -4] },
  alkaline_shock: { inlet: ['influent.pH', 0.8, 1e-6], later: [3, 'primary_effluent.alkalinity', 0.1] },
  metal_dump: { inlet: ['influent.metals', 2000, 800], later: [4, 'primary_effluent.metals', 100] },
  hydraulic_surge: { inlet: ['influent.Q', 0.6 * 20_648, 1], later: [3, 'inlet_well.level', 0.2] },
};

const settled = new Station(fakeInfluent(DRY));
advance(settled, 3 * 1440 + 10 * 60);
const start = settled.save();

describe('pollution', () => {
  for (const subtype of POLLUTION_SPIKES) {
    it(`${subtype.name}: comes with the sewage, and the plant reacts`, () => {
      const { inlet, later } = EXPECTED[subtype.name];
      const envelope: Envelope = { shape: 'step', durationS: 3 * 3600 };
      const difference = (hours: number, tap: TapName): number => {
        const within: Envelope = { ...envelope, durationS: Math.min(envelope.durationS, hours * 3600) };
        const effect = effectOf(subtype, '', envelope);
        const { station, clean } = runBeside(start, effect, within, 60 * hours - within.durationS / 60);
        const { residual } = station.ledger?.report() ?? {};
        for (const [booked, share] of Object.entries(residual ?? {})) assert.ok(Math.abs(share) < 1e-8, booked);
        return station.truth[tapIndex(tap)] - clean.truth[tapIndex(tap)];
      };
      const [tap, more, tolerance] = inlet;
      const got = difference(2, tap);
      assert.ok(Math.abs(got - more) <= tolerance, `${tap}: ${got} more`);
      if (later === undefined) return;
      const [hours, where, least] = later;
      const moved = difference(hours, where);
      assert.ok(least < 0 ? moved <= least : moved >= least, `${where}: ${moved} more`);
    });

    it(`${subtype.name}: keeps every row valid, at its largest and in sewage that has nothing`, () => {
      const { influent } = effectOf(subtype, '', { shape: 'step', durationS: 3600 }, subtype.magnitude?.max);
      if (influent === undefined) return;
      for (const content of [0, 1e-9, 10]) {
        const row = new Float64Array(INFLUENT_LENGTH).fill(content);
        influent.add(row, 1);
        for (const value of row) assert.ok(Number.isFinite(value) && value >= 0);
      }
    });

    it(`${subtype.name}: keeps the plant within physics at its largest`, () => {
      const envelope: Envelope = { shape: 'step', durationS: 12 * 3600 };
      const effect = effectOf(subtype, '', envelope, subtype.magnitude?.max);
      const { station } = runBeside(start, effect, envelope, 360);
      station.truth.forEach((value, i) => {
        const least = /ORP|alkalinity|temperature/.test(TAP_NAMES[i]) ? Number.NEGATIVE_INFINITY : -0.5;
        assert.ok(Number.isFinite(value) && value >= least, `${TAP_NAMES[i]} is ${value}`);
      });
    });
  }
});
