import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tapIndex } from '../taps.ts';
import { BOOKED, type Booked } from './booked.ts';
import { fakeInfluent, STORM } from './influent.fake.ts';
import type { Ledger } from './ledger.ts';
import { Station } from './station.ts';

const DAY = 1440;

/** A quarter of a day after its start, in a storm that spills. */
function build(): { station: Station; ledger: Ledger } {
  const station = new Station(fakeInfluent(STORM), { ledger: true });
  for (let m = 0; m < DAY / 4; m++) station.advance();
  assert.ok(station.ledger);
  station.ledger.restart();
  return { station, ledger: station.ledger };
}

/** The largest residual of each thing booked, and where it was. */
function worstOf(ledger: Ledger, worst: Map<Booked, number>): void {
  const { residual } = ledger.report();
  for (const booked of BOOKED) {
    const before = worst.get(booked) ?? 0;
    // A residual that is no number is the worst of all.
    if (!(Math.abs(residual[booked]) <= before)) worst.set(booked, Math.abs(residual[booked]));
  }
}

describe('the books of the station', () => {
  const day = build();
  const worst = new Map<Booked, number>();
  let spilled = 0;
  let washing = 0;
  for (let m = 0; m < DAY; m++) {
    day.ledger.restart();
    day.station.advance();
    worstOf(day.ledger, worst);
    spilled += day.station.units.pretreatment.overflow.at(-1) ?? 0;
    washing += day.station.truth[tapIndex('backwash_pump.running')];
  }

  it('cover a day with spills and filter washes', () => {
    assert.ok(spilled > 0);
    assert.ok(washing >= 24, `${washing} minutes of washing`);
  });

  it('close for water to 1e-9 of what moves, minute by minute', () => {
    assert.ok((worst.get('water') ?? 1) < 1e-9, `${worst.get('water')}`);
  });

  it('close for all else to 1e-9 of what moves, minute by minute', () => {
    for (const [booked, residual] of worst) assert.ok(residual < 1e-9, `${booked}: ${residual}`);
  });

  it('close over a whole day booked at once', () => {
    const { station, ledger } = build();
    for (let m = 0; m < DAY; m++) station.advance();
    const { residual, days } = ledger.report();
    assert.equal(days, 1);
    for (const booked of BOOKED) assert.ok(Math.abs(residual[booked]) < 1e-9, `${booked}: ${residual[booked]}`);
  });
});

describe('the books of a station without mixers', () => {
  it('close, and show that less nitrogen leaves as gas', () => {
    const [mixed, unmixed] = [1, 0].map((mixing) => {
      const { station, ledger } = build();
      station.aeration.mixers.fill(mixing);
      for (let m = 0; m < DAY / 4; m++) station.advance();
      return ledger.report();
    });
    for (const booked of BOOKED) {
      assert.ok(Math.abs(unmixed.residual[booked]) < 1e-9, `${booked}: ${unmixed.residual[booked]}`);
    }
    assert.ok(unmixed.flows.dinitrogen.n < 0.9 * mixed.flows.dinitrogen.n);
  });
});

describe('the report of the books', () => {
  const { station, ledger } = build();
  const sums = { water: 0, cod: 0, phosphorus: 0, settled: 0, gas: 0, cake: 0 };
  const { truth, units } = station;
  const count = (weight: number): void => {
    const flow = truth[tapIndex('outlet.Q')];
    const methane = truth[tapIndex('digester.gas_flow')] * truth[tapIndex('digester.methane')] * 0.01 * 24;
    sums.water += weight * flow;
    sums.cod += (weight * flow * truth[tapIndex('outlet.COD')]) / 1000;
    sums.phosphorus += (weight * flow * truth[tapIndex('outlet.TP')]) / 1000;
    sums.settled += weight * truth[tapIndex('primary_effluent.Q')];
    sums.gas += weight * methane;
    sums.cake += (weight * truth[tapIndex('dewatered.Q')] * truth[tapIndex('dewatered.TN')]) / 1000;
  };
  for (let m = 0; m <= DAY; m++) {
    if (m > 0) station.advance();
    count((m === 0 || m === DAY ? 0.5 : 1) / DAY);
  }
  const { flows, stored } = ledger.report();
  const near = (name: string, got: number, expected: number, tolerance = 0.005): void =>
    assert.ok(Math.abs(got / expected - 1) < tolerance, `${name}: ${got}, expected ${expected}`);

  it('agrees with what ideal instruments at the boundary add up to', () => {
    near('outlet water', flows.outlet.water, sums.water);
    near('outlet P', flows.outlet.p, sums.phosphorus);
    near('cake N', flows.cake.n, sums.cake);
    // Oxygen, nitrate and nitrite count as negative COD in the books, and not at all in what an analyser finds.
    assert.ok(flows.outlet.cod < sums.cod);
    // 0.064 kg COD a mol; a mol of dry gas in 0.0268 m³ of what is metered (35 °C, 1.013 bar, 5.5 % of it vapour).
    near('methane', flows.methane.cod, (sums.gas / 0.0268) * 0.064, 0.01);
    near('carbon', flows.carbon.cod, (units.dosing.carbonDose * sums.settled) / 1000);
    near('iron', flows.ferric.iron, (units.dosing.ferricDose * sums.settled) / 1000);
  });

  it('has every path at work, with the sign that its name says', () => {
    assert.ok(flows.overflow.water > 0 && flows.overflow.cod > 0);
    assert.ok(flows.carbon.p > 0 && flows.ferric.cod === 0);
    assert.ok(flows.grit.mineral > 0 && flows.grit.cod === 0);
    assert.ok(flows.oxygen.cod < 0);
    assert.ok(flows.dinitrogen.n > 0 && flows.dinitrogen.cod < 0);
    assert.ok(Number.isFinite(stored.cod));
  });
});

describe('keeping books', () => {
  it('changes nothing in the plant', () => {
    const { station } = build();
    const plain = new Station(fakeInfluent(STORM));
    for (let m = 0; m < DAY / 4; m++) plain.advance();
    assert.deepEqual(plain.truth, station.truth);
  });

  it('begins anew with a restored state, which carries no books', () => {
    const { station, ledger } = build();
    const saved = station.save();
    assert.equal(saved.y.length, new Station(fakeInfluent(STORM)).states);
    for (let m = 0; m < 30; m++) station.advance();
    station.restore(saved);
    const { days, flows, residual } = ledger.report();
    assert.equal(days, 0);
    assert.equal(flows.influent.water, 0);
    assert.equal(residual.water, 0);
  });
});
