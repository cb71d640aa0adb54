import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../core/errors.ts';
import { DAY_MS, MINUTE_MS } from '../core/time.ts';
import { assessRecord } from './assess.ts';
import { ComplianceMonitor, type ComplianceState } from './monitor.ts';
import type { ComplianceOptions } from './options.ts';
import { WATER } from './parameters.ts';

const FRENCH: ComplianceOptions = { regulation: 'FR-2015', populationEquivalent: 80_000, sensitiveArea: true };
const EUROPEAN: ComplianceOptions = { regulation: '91/271/EEC', populationEquivalent: 80_000, sensitiveArea: true };
const START = Date.UTC(2026, 0, 1);
const SEWAGE = Float64Array.of(20_000, 250, 600, 300, 50, 8);
const CLEAN = [20_000, 8, 45, 10, 9, 0.9, 7.2, 16];

type Change = Partial<Record<keyof typeof WATER, number>>;

function effluent(change: Change = {}): Float64Array {
  const water = Float64Array.from(CLEAN);
  for (const [name, value] of Object.entries(change)) water[WATER[name as keyof typeof WATER]] = value;
  return water;
}

function run(monitor: ComplianceMonitor, fromDay: number, days: number, water: Float64Array, sewage = SEWAGE): void {
  for (let m = fromDay * 1440; m < (fromDay + days) * 1440; m++) monitor.minute(START + m * MINUTE_MS, sewage, water);
}

const of = (monitor: ComplianceMonitor, name: string) => {
  const found = monitor.report().parameters.find(({ parameter }) => parameter === name);
  assert.ok(found);
  return found;
};

test('a plant within all limits scores exactly 100', () => {
  for (const options of [FRENCH, EUROPEAN]) {
    const monitor = new ComplianceMonitor(options);
    assert.ok(Number.isNaN(monitor.score));
    assert.equal(monitor.report().compliant, null);
    run(monitor, 0, 3, effluent());
    assert.equal(monitor.score, 100);
    const report = monitor.report();
    assert.equal(report.compliant, true);
    assert.deepEqual(
      [...report.parameters, ...report.conditions].map(({ status }) => status),
      Array(report.parameters.length + report.conditions.length).fill('compliant'),
    );
    assert.equal(report.year, 2026);
  }
});

test('efficiency is the removal of the last 24 h', () => {
  const monitor = new ComplianceMonitor(EUROPEAN);
  run(monitor, 0, 1, effluent());
  // 250→8, 600→45, 300→10, 50→9, 8→0.9 at equal flows.
  const expected = [96.8, 92.5, 96.66666666666667, 82, 88.75];
  for (const [i, value] of monitor.efficiency.entries()) assert.ok(Math.abs(value - expected[i]) < 1e-9);
});

test('one of five parameters at 1.25 times its limit gives 95, at 1.5 times 90', () => {
  // Removal must not excuse it: weak sewage.
  const weak = Float64Array.of(20_000, 40, 600, 300, 50, 8);
  for (const [bod5, score] of [
    [31.25, 95],
    [37.5, 90],
  ]) {
    const monitor = new ComplianceMonitor(EUROPEAN);
    run(monitor, 0, 0.5, effluent({ BOD5: bod5 }), weak);
    assert.ok(Math.abs(monitor.score - score) < 1e-9);
    assert.equal(of(monitor, 'BOD5').status, 'exceeding');
    assert.ok(Math.abs((of(monitor, 'BOD5').last24h.margin ?? 0) - 100 * (1 - bod5 / 25)) < 1e-9);
  }
});

test('failed days are counted against the allowance of the plan', () => {
  const weak = Float64Array.of(20_000, 40, 600, 300, 50, 8);
  const monitor = new ComplianceMonitor({ ...EUROPEAN, sampling: 'minimum' });
  // 24 samples a year: three may fail. The plan's days are 15, 30, 45, 60, …
  run(monitor, 0, 50, effluent({ BOD5: 40 }), weak);
  assert.deepEqual(
    { ...of(monitor, 'BOD5').year, removal: null, mean: null },
    { samples: 3, planned: 24, failures: 3, allowed: 3, breaks: 0, mean: null, removal: null },
  );
  run(monitor, 50, 5, effluent());
  assert.equal(of(monitor, 'BOD5').status, 'compliant');
  // 1 - 0.1 · 3/4 of one mark in five.
  assert.ok(Math.abs(monitor.score - (100 - 20 * 0.075)) < 1e-9);
  run(monitor, 55, 8, effluent({ BOD5: 40 }), weak);
  run(monitor, 63, 2, effluent());
  assert.equal(of(monitor, 'BOD5').year.failures, 4);
  assert.equal(of(monitor, 'BOD5').status, 'non-compliant');
  assert.equal(monitor.report().compliant, false);
  assert.ok(Math.abs(monitor.score - 90) < 1e-9);
});

test('a sample above the ceiling loses the year at once', () => {
  const monitor = new ComplianceMonitor(FRENCH);
  run(monitor, 0, 1, effluent({ BOD5: 51 }));
  run(monitor, 1, 3, effluent());
  // 51 of 250 mg/L: 79.6 % removed, so it also fails.
  assert.deepEqual([of(monitor, 'BOD5').year.failures, of(monitor, 'BOD5').year.breaks], [1, 1]);
  assert.equal(of(monitor, 'BOD5').status, 'non-compliant');
});

test('above a valeur rédhibitoire the mark is gone at once, however good the removal', () => {
  const strong = Float64Array.of(20_000, 1000, 600, 300, 50, 8);
  const monitor = new ComplianceMonitor(FRENCH);
  run(monitor, 0, 0.5, effluent({ BOD5: 50 }), strong);
  assert.equal(monitor.score, 100);
  run(monitor, 0.5, 0.1, effluent({ BOD5: 51 }), strong);
  // 94.9 % removed; five parameters and two conditions of half weight: one mark in six.
  assert.ok(Math.abs(monitor.score - 100 * (5 / 6)) < 1e-9);
  const european = new ComplianceMonitor(EUROPEAN);
  run(european, 0, 0.5, effluent({ BOD5: 51 }), strong);
  assert.equal(european.score, 100);
});

test('suspended solids are optional: they cost marks, not conformity', () => {
  const monitor = new ComplianceMonitor(FRENCH);
  run(monitor, 0, 2, effluent({ TSS: 90 }));
  const report = monitor.report();
  assert.equal(of(monitor, 'TSS').status, 'non-compliant');
  assert.equal(report.compliant, true);
  assert.ok(report.score !== null && report.score < 100);
});

test('nitrogen and phosphorus are judged on the mean of the year', () => {
  const monitor = new ComplianceMonitor(EUROPEAN);
  // 12 of 50 and 0.9 of 8 mg/L; then two days of 30 mg/L N: mean 18 over 6 days, 64 % removed.
  run(monitor, 0, 4, effluent({ TN: 12 }));
  run(monitor, 4, 1, effluent({ TN: 30 }));
  assert.equal(of(monitor, 'TN').status, 'exceeding');
  run(monitor, 5, 1, effluent({ TN: 30 }));
  run(monitor, 6, 1, effluent({ TN: 12 }));
  const { year, status } = of(monitor, 'TN');
  assert.equal(year.failures, 0);
  assert.ok(Math.abs((year.mean ?? 0) - 18) < 1e-9);
  assert.ok(Math.abs((year.removal ?? 0) - 64) < 1e-9);
  assert.equal(status, 'non-compliant');
});

test('pH and temperature (France): outside the band fails, without tolerance', () => {
  const monitor = new ComplianceMonitor(FRENCH);
  run(monitor, 0, 1, effluent({ pH: 8.6, T: 25 }));
  run(monitor, 1, 1, effluent());
  const [pH, T] = monitor.report().conditions;
  assert.deepEqual([pH.year.failures, pH.year.allowed, pH.status], [1, 0, 'non-compliant']);
  assert.deepEqual([T.year.failures, T.status], [0, 'compliant']);
});

test('days above the reference flow are not judged', () => {
  const monitor = new ComplianceMonitor({ ...EUROPEAN, referenceFlow: 19_999 });
  run(monitor, 0, 2, effluent({ BOD5: 200 }));
  assert.equal(of(monitor, 'BOD5').year.samples, 0);
  assert.equal(monitor.report().unusualDays, 1);
});

test('missing data and no flow: no sample, never a NaN in the report', () => {
  const monitor = new ComplianceMonitor(FRENCH);
  run(monitor, 0, 1, effluent({ COD: Number.NaN }));
  run(monitor, 1, 1, effluent({ Q: 0 }));
  run(monitor, 2, 1, effluent());
  run(monitor, 3, 1, effluent());
  assert.equal(of(monitor, 'COD').year.samples, 1);
  assert.equal(of(monitor, 'BOD5').year.samples, 2);
  assert.equal(monitor.score, 100);
  assert.deepEqual(JSON.parse(JSON.stringify(monitor.report())), monitor.report());
});

test('late and repeated minutes are counted and left out', () => {
  const monitor = new ComplianceMonitor(FRENCH);
  monitor.minute(START + MINUTE_MS, SEWAGE, effluent());
  monitor.minute(START + MINUTE_MS, SEWAGE, effluent({ BOD5: 1e6 }));
  monitor.minute(START, SEWAGE, effluent({ BOD5: 1e6 }));
  monitor.minute(Number.NaN, SEWAGE, effluent({ BOD5: 1e6 }));
  assert.equal(monitor.report().rejectedMinutes, 3);
  assert.equal(of(monitor, 'BOD5').last24h.concentration, 8);
});

test('a new year starts clean and keeps the report of the old one', () => {
  const monitor = new ComplianceMonitor({ ...EUROPEAN, sampling: 'minimum' });
  run(monitor, 363, 4, effluent({ BOD5: 80 }));
  const { year, lastYear } = monitor.report();
  assert.equal(year, 2027);
  assert.equal(lastYear?.year, 2026);
  // Day 364 is the plan's last; with one sample taken none may fail.
  assert.deepEqual([lastYear?.parameters[0].year.failures, lastYear?.parameters[0].year.allowed], [1, 0]);
  assert.equal(lastYear?.compliant, false);
  assert.equal(of(monitor, 'BOD5').year.failures, 0);
});

test('saved and restored, a monitor goes on as if it had never stopped', () => {
  const whole = new ComplianceMonitor(FRENCH);
  const first = new ComplianceMonitor(FRENCH);
  for (const monitor of [whole, first]) {
    run(monitor, 0, 2, effluent({ BOD5: 60 }));
    run(monitor, 2, 0.3, effluent());
  }
  const state = JSON.parse(JSON.stringify(first.save())) as ComplianceState;
  const second = new ComplianceMonitor(FRENCH);
  second.restore(state);
  for (const monitor of [whole, second]) run(monitor, 3, 2, effluent({ COD: 130 }));
  assert.deepEqual(second.report(), whole.report());
  assert.deepEqual(second.composites, whole.composites);
  assert.deepEqual(second.save(), whole.save());
});

test('a state of another plant is refused and changes nothing', () => {
  const other = new ComplianceMonitor(EUROPEAN);
  const monitor = new ComplianceMonitor(FRENCH);
  const before = monitor.save();
  assert.throws(() => monitor.restore(other.save()), ConfigError);
  assert.throws(() => monitor.restore({ ...before, tally: [1, 2] }), ConfigError);
  assert.throws(() => monitor.restore({ ...before, history: [1, 2] }), ConfigError);
  assert.deepEqual(monitor.save(), before);
});

test('recorded days give the same verdicts as the running monitor', () => {
  const days = 40;
  const change = (day: number): Change => ({ BOD5: day % 9 === 0 ? 60 : 8, TN: 5 + (day % 4), pH: day === 7 ? 9 : 7 });
  const monitor = new ComplianceMonitor(FRENCH);
  for (let day = 0; day < days; day++) run(monitor, day, 1, effluent(change(day)));
  monitor.minute(START + days * DAY_MS, SEWAGE, effluent());
  const column = (value: (day: number) => number) => Float64Array.from({ length: days }, (_, day) => value(day));
  const inflow = (name: keyof typeof WATER) => column(() => SEWAGE[WATER[name]]);
  const outflow = (name: keyof typeof WATER) => column((day) => effluent(change(day))[WATER[name]]);
  const record = {
    time: column((day) => START + day * DAY_MS),
    influent: {
      Q: inflow('Q'),
      BOD5: inflow('BOD5'),
      COD: inflow('COD'),
      TSS: inflow('TSS'),
      TN: inflow('TN'),
      TP: inflow('TP'),
    },
    effluent: {
      Q: outflow('Q'),
      BOD5: outflow('BOD5'),
      COD: outflow('COD'),
      TSS: outflow('TSS'),
      TN: outflow('TN'),
      TP: outflow('TP'),
      pH: outflow('pH'),
      T: outflow('T'),
    },
  };
  const [report] = assessRecord(record, FRENCH);
  const live = monitor.report();
  for (const [i, { year }] of report.parameters.entries()) {
    const { samples, failures, breaks } = live.parameters[i].year;
    assert.deepEqual([year.samples, year.failures, year.breaks], [samples, failures, breaks]);
    assert.ok(Math.abs((year.mean ?? 0) - (live.parameters[i].year.mean ?? 0)) < 1e-9);
  }
  assert.deepEqual(report.conditions[0].year.failures, 1);
  assert.throws(() => assessRecord({ ...record, time: record.time.slice(1) }, FRENCH), ConfigError);
  assert.throws(() => assessRecord({ ...record, time: column(() => START) }, FRENCH), ConfigError);
});

test('settings that cannot be are refused', () => {
  assert.throws(() => new ComplianceMonitor({ ...FRENCH, referenceFlow: 0 }), ConfigError);
  assert.throws(() => new ComplianceMonitor({ ...FRENCH, sampling: 'weekly' as 'daily' }), ConfigError);
});

const concentration = fc.double({ min: 0, max: 400, noNaN: true });
const dayOfWater = fc.tuple(concentration, concentration, concentration, concentration, concentration);

test('property: 0 ≤ score ≤ 100, and no concentration that rises lifts it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(FRENCH, EUROPEAN, { ...FRENCH, populationEquivalent: 1_000 }),
      fc.array(dayOfWater, { minLength: 1, maxLength: 4 }),
      fc.nat(4),
      fc.nat(3),
      fc.double({ min: 0, max: 500, noNaN: true }),
      (options, days, parameter, worseDay, more) => {
        const score = (extra: number): number => {
          const monitor = new ComplianceMonitor(options);
          for (const [day, values] of days.entries()) {
            const water = Float64Array.of(20_000, ...values, 7, 15);
            if (day === worseDay % days.length) water[1 + parameter] += extra;
            run(monitor, day, 1, water);
          }
          monitor.minute(START + days.length * DAY_MS, SEWAGE, Float64Array.of(20_000, ...days[0], 7, 15));
          return monitor.score;
        };
        const before = score(0);
        const after = score(more);
        assert.ok(before >= 0 && before <= 100);
        assert.ok(after <= before + 1e-9, `${before} → ${after}`);
      },
    ),
    { numRuns: 30 },
  );
});
