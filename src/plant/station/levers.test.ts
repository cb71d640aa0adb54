/** What each set-point and lever does to the plant, beside a twin that was left alone. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type TapName, tapIndex } from '../taps.ts';
import { DRY, fakeInfluent } from './influent.fake.ts';
import { advance } from './means.fake.ts';
import { Station } from './station.ts';

const HOUR = 60;
const LONGEST = 24;

type Expectation =
  | readonly [tap: TapName, more: '>' | '<', timesTheTwins: number]
  | readonly [tap: TapName, is: '=', value: number];

interface Row {
  readonly what: string;
  readonly act: (station: Station) => void;
  readonly hours: number;
  readonly effects: readonly Expectation[];
}

const set =
  (name: string, value: number) =>
  (station: Station): void =>
    station.setpoints.set(name, value);

const setOxygen =
  (value: number) =>
  (station: Station): void => {
    for (const reactor of [3, 4, 5]) station.setpoints.set(`oxygen_reactor${reactor}`, value);
  };

const SETPOINTS: readonly Row[] = [
  {
    what: 'more oxygen',
    act: setOxygen(3),
    hours: 6,
    effects: [
      ['reactor3.KLa', '>', 1.1],
      ['reactor5.S_O', '>', 2],
      ['aeration.air_flow', '>', 1.1],
      ['aeration.power', '>', 1.1],
      ['reactor5.S_NH', '<', 0.9],
    ],
  },
  {
    what: 'less oxygen',
    act: setOxygen(0.2),
    hours: 6,
    effects: [
      ['aeration.air_flow', '<', 0.9],
      ['reactor5.S_NH', '>', 2],
      ['outlet.S_NH', '>', 2],
    ],
  },
  {
    what: 'more nitrate in the anoxic reactor',
    act: set('nitrate_reactor2', 3),
    hours: 6,
    effects: [
      ['recirculation.flow', '>', 1.1],
      ['recirculation.power', '>', 1.1],
      ['reactor2.S_NO', '>', 2],
    ],
  },
  {
    what: 'more return sludge',
    act: set('return_sludge', 35_000),
    hours: 6,
    effects: [
      ['return_sludge.Q', '>', 1.5],
      ['return_sludge.TSS', '<', 0.9],
      ['return_sludge_pump2.running', '=', 1],
    ],
  },
  {
    what: 'more waste sludge',
    act: set('waste_sludge', 1500),
    hours: 24,
    effects: [
      ['reactor5.TSS', '<', 0.92],
      ['thickener.blanket', '>', 1.5],
    ],
  },
  {
    what: 'no iron',
    act: set('ferric_dose', 0),
    hours: 12,
    effects: [
      ['ferric.flow', '=', 0],
      ['ferric_pump.running', '=', 0],
      ['outlet.S_PO4', '>', 1.1],
    ],
  },
  { what: 'no carbon', act: set('carbon_dose', 0), hours: 6, effects: [['reactor5.S_NO', '>', 1.04]] },
  {
    what: 'more chlorine',
    act: set('chlorine_dose', 12),
    hours: 2,
    effects: [
      ['chlorine.dose', '=', 12],
      ['contact.chlorine_outlet', '>', 1.5],
      ['outlet.ecoli', '<', 0.5],
    ],
  },
  {
    what: 'more ultraviolet',
    act: set('uv_dose', 30),
    hours: 2,
    effects: [
      ['uv.dose', '>', 1.15],
      ['uv.power', '>', 1.15],
      ['outlet.ecoli', '<', 0.7],
    ],
  },
];

const LEVERS: readonly Row[] = [
  {
    what: 'blowers give no air',
    act: ({ aeration }) => aeration.blowerHealth.fill(0),
    hours: 3,
    effects: [
      ['aeration.air_flow', '=', 0],
      ['aeration.power', '=', 0],
      ['reactor4.S_O', '<', 0.01],
      ['reactor5.S_NH', '>', 5],
    ],
  },
  {
    what: 'one blower of three can run, at noon',
    act: ({ aeration }) => aeration.blowers.available.set([0, 0, 1]),
    hours: 12,
    effects: [
      ['blower1.running', '=', 0],
      ['blower3.running', '=', 1],
      ['aeration.air_flow', '<', 0.95],
      ['reactor3.S_O', '<', 0.95],
    ],
  },
  {
    what: 'a mixer has failed',
    act: ({ aeration }) => aeration.mixers.set([0, 1]),
    hours: 1,
    effects: [
      ['mixer1.running', '=', 0],
      ['mixing.power', '<', 0.51],
      ['reactor1.S_NO', '>', 1.1],
    ],
  },
  {
    what: 'return sludge pumps stand',
    act: ({ pumping }) => pumping.returns.available.fill(0),
    hours: 10,
    effects: [
      ['return_sludge.Q', '=', 0],
      ['return_sludge_pump1.running', '=', 0],
      ['reactor5.TSS', '<', 0.8],
      ['clarifier.blanket', '>', 1.5],
    ],
  },
  {
    what: 'the waste sludge pump gives nothing',
    act: ({ pumping }) => {
      pumping.wasteHealth = 0;
    },
    hours: 24,
    effects: [
      ['waste_sludge.Q', '=', 0],
      ['waste_sludge_pump.running', '=', 0],
      ['reactor5.TSS', '>', 1.03],
      ['thickener.blanket', '<', 0.2],
    ],
  },
  {
    what: 'recirculation pumps stand',
    act: ({ pumping }) => pumping.recirculation.available.fill(0),
    hours: 6,
    effects: [
      ['recirculation.flow', '=', 0],
      ['recirculation_pump1.running', '=', 0],
      ['reactor2.S_NO', '<', 0.2],
      ['reactor5.S_NO', '>', 1.04],
    ],
  },
  {
    what: 'the ferric pump stands',
    act: ({ units }) => {
      units.dosing.ferricHealth = 0;
    },
    hours: 12,
    effects: [
      ['ferric.flow', '=', 0],
      ['ferric_pump.running', '=', 0],
      ['outlet.S_PO4', '>', 1.1],
    ],
  },
  {
    what: 'the carbon pump stands',
    act: ({ units }) => {
      units.dosing.carbonHealth = 0;
    },
    hours: 6,
    effects: [['reactor5.S_NO', '>', 1.04]],
  },
  {
    what: 'lift pumps stand',
    act: ({ units }) => units.pretreatment.pumps.available.fill(0),
    hours: 2,
    effects: [
      ['inlet_pump1.running', '=', 0],
      ['screened.Q', '=', 0],
      ['inlet_well.level', '>', 2],
    ],
  },
  {
    what: 'rakes stand',
    act: ({ units }) => units.pretreatment.screens.rakeHealth.fill(0),
    hours: 4,
    effects: [
      ['screen1.head_loss', '>', 3],
      ['screen2.head_loss', '>', 3],
    ],
  },
  {
    what: 'grit goes on without air',
    act: ({ units }) => {
      units.pretreatment.gritBlower = 0;
    },
    hours: 1,
    effects: [
      ['grit_blower.running', '=', 0],
      ['screened.TSS', '>', 1.01],
    ],
  },
  {
    what: 'primary sludge stays',
    act: ({ units }) => units.primary.pumps.available.fill(0),
    hours: 12,
    effects: [
      ['primary_sludge.Q', '=', 0],
      ['primary_sludge_pump1.running', '=', 0],
      ['primary.blanket', '>', 1.5],
      ['primary.h2s', '>', 1.5],
    ],
  },
  {
    what: 'primary settling is short-circuited',
    act: ({ units }) => {
      units.primary.settlingHealth = 0.3;
    },
    hours: 2,
    effects: [['primary_effluent.TSS', '>', 1.4]],
  },
  {
    what: 'a filter cell is shut',
    act: ({ units }) => units.filters.available.set([0, 1, 1, 1]),
    hours: 2,
    effects: [
      ['filter1.head_loss', '=', 0],
      ['filter2.head_loss', '>', 1.2],
    ],
  },
  {
    what: 'filters are not washed',
    act: ({ units }) => {
      units.filters.washHealth = 0;
    },
    hours: 24,
    effects: [
      ['backwash.flow', '=', 0],
      ['filter1.head_loss', '>', 1.2],
    ],
  },
  {
    what: 'filters hold little back',
    act: ({ units }) => {
      units.filters.captureHealth = 0.3;
    },
    hours: 1,
    effects: [
      ['filtered.TSS', '>', 2],
      ['outlet.turbidity', '>', 2],
    ],
  },
  {
    what: 'the chlorine pump stands',
    act: ({ units }) => {
      units.disinfection.dosingHealth = 0;
    },
    hours: 3,
    effects: [
      ['chlorine.dose', '=', 0],
      ['chlorine_pump.running', '=', 0],
      ['contact.chlorine_outlet', '<', 0.01],
    ],
  },
  {
    what: 'a third of the lamps burns',
    act: ({ units }) => {
      units.disinfection.lampHealth = 0.33;
    },
    hours: 1,
    effects: [
      ['uv.dose', '<', 0.7],
      ['outlet.ecoli', '>', 2],
    ],
  },
  {
    what: 'the thickener captures half',
    act: ({ units }) => {
      units.thickener.captureHealth = 0.5;
    },
    hours: 12,
    effects: [
      ['liquor.TSS', '>', 2],
      ['thickened.Q', '<', 0.6],
    ],
  },
  {
    what: 'the digester is poisoned',
    act: ({ units }) => {
      units.digester.activity = 0.2;
    },
    hours: 24,
    effects: [
      ['digester.gas_flow', '<', 0.8],
      ['digester.pH', '<', 0.998],
    ],
  },
  {
    what: 'half the gas leaks',
    act: ({ units }) => {
      units.digester.gasLeak = 0.5;
    },
    hours: 1,
    effects: [['digester.gas_flow', '<', 0.51]],
  },
  {
    what: 'the digester is not heated',
    act: ({ units }) => {
      units.digester.heatingHealth = 0;
    },
    hours: 24,
    effects: [['digester.T', '<', 0.97]],
  },
  {
    what: 'the centrifuge stands',
    act: ({ units }) => {
      units.dewatering.available = 0;
    },
    hours: 6,
    effects: [
      ['centrifuge.running', '=', 0],
      ['dewatered.Q', '>', 5],
      ['liquor.S_NH', '<', 0.5],
    ],
  },
  {
    what: 'the liquor pump stands',
    act: ({ units }) => {
      units.liquor.pumpHealth = 0;
    },
    hours: 1,
    effects: [['liquor.Q', '<', 0.5]],
  },
];

/** A settled plant in its dry weather, and what becomes of it hour by hour when it is left alone. */
const settled = new Station(fakeInfluent(DRY));
advance(settled, 3 * 1440);
const start = settled.save();
const twin: Float64Array[] = [settled.truth.slice()];
for (let hour = 1; hour <= LONGEST; hour++) {
  advance(settled, HOUR);
  twin.push(settled.truth.slice());
}

function act({ act, hours }: Row): Station {
  const station = new Station(fakeInfluent(DRY));
  station.restore(start);
  act(station);
  advance(station, hours * HOUR);
  return station;
}

for (const [kind, rows] of Object.entries({ 'set-points': SETPOINTS, levers: LEVERS })) {
  describe(`${kind} move the plant`, () => {
    for (const row of rows) {
      it(row.what, () => {
        const { truth } = act(row);
        for (const [tap, relation, amount] of row.effects) {
          const got = truth[tapIndex(tap)];
          const alone = twin[row.hours][tapIndex(tap)];
          const holds =
            relation === '=' ? got === amount : relation === '>' ? got > amount * alone : got < amount * alone;
          assert.ok(holds, `${tap}: ${got}, expected ${relation} ${amount}${relation === '=' ? '' : ` × ${alone}`}`);
        }
      });
    }
  });
}
