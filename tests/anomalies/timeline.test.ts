/** Events that overlap, are stopped, taken back or refused, and the schedule that draws them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventRequest } from '../../src/anomalies/event.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { createFrame } from '../../src/core/frame.ts';
import { MINUTE_MS, MINUTES_PER_DAY, TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../src/core/time.ts';
import type { StationSimulation } from '../../src/pipeline/create-simulation.ts';
import { rainySimulation, RAINY_START as START } from '../../src/pipeline/rainy-simulation.fake.ts';

const HOUR_S = 3600;
/** Of the schedule's check. */
const DAYS = 10;
const AMMONIA = { kind: 'pollution_spike', subtype: 'ammonia_discharge' } as const;
const STUCK = { kind: 'sensor_fault', subtype: 'stuck' } as const;
const NO_FERRIC = { kind: 'process_malfunction', subtype: 'ferric_failure' } as const;
const atMinute = (minute: number): number => START + minute * MINUTE_MS;

/** Goes through minutes and calls `see` after each tick. */
function play(
  simulation: StationSimulation,
  minutes: number,
  see: (labels: Labels, tick: number) => void = () => {},
): void {
  const count = simulation.sensors.length;
  const frame = createFrame(count);
  const labels = { frame, kinds: new Uint8Array(count), events: new Uint32Array(count) };
  for (let k = 0; k < minutes * TICKS_PER_MINUTE; k++) {
    simulation.next(frame);
    simulation.readLabels(labels.kinds, labels.events);
    see(labels, frame.seq);
  }
}

interface Labels {
  readonly frame: ReturnType<typeof createFrame>;
  readonly kinds: Uint8Array;
  readonly events: Uint32Array;
}

const columnOf = (simulation: StationSimulation, id: string): number =>
  simulation.sensors.findIndex((sensor) => sensor.id === id);

describe('events side by side', () => {
  it('each is labelled where it moves a reading most, and all together leave nothing behind', () => {
    const simulation = rainySimulation({ warmupDays: 2 });
    const clean = rainySimulation({ warmupDays: 2 });
    const { anomalies } = simulation;
    anomalies.inject({ ...AMMONIA, start: atMinute(60), durationS: HOUR_S, magnitude: 30 });
    anomalies.inject({ ...NO_FERRIC, start: atMinute(90), durationS: 2 * HOUR_S });
    const [inlet, ferric] = ['DPR-AMM-01', 'BIO-DEB-03'].map((id) => columnOf(simulation, id));
    const seen = [0, 0];
    play(simulation, 240, ({ events }) => {
      assert.ok(events[inlet] === 0 || events[inlet] === 1);
      assert.ok(events[ferric] === 0 || events[ferric] === 2);
      seen[0] += events[inlet] > 0 ? 1 : 0;
      seen[1] += events[ferric] > 0 ? 1 : 0;
    });
    assert.ok(seen[0] > 500 && seen[1] > 1000, `${seen}`);
    assert.equal(anomalies.worlds.length, 3);
    play(clean, 240);
    let minutes = 240;
    for (; minutes < 6 * MINUTES_PER_DAY && anomalies.worlds.length > 1; minutes += 60) {
      play(simulation, 60);
      play(clean, 60);
    }
    assert.equal(anomalies.worlds.length, 1, 'they are not over after six days');
    assert.deepEqual(
      anomalies.list().map(({ state }) => state),
      ['over', 'over'],
    );
    assert.deepEqual(simulation.station.save(), clean.station.save());
    assert.deepEqual(simulation.instruments.save(), clean.instruments.save());
  });

  it('a false report goes before a disturbance of the plant', () => {
    const simulation = rainySimulation({ warmupDays: 2 });
    simulation.anomalies.inject({ ...AMMONIA, start: atMinute(10), durationS: 4 * HOUR_S, magnitude: 30 });
    simulation.anomalies.inject({ ...STUCK, target: ['DPR-AMM-01'], start: atMinute(120), durationS: HOUR_S });
    const column = columnOf(simulation, 'DPR-AMM-01');
    play(simulation, 200, ({ events }, tick) => {
      if (tick >= 120 * TICKS_PER_MINUTE && tick < 180 * TICKS_PER_MINUTE) assert.equal(events[column], 2);
      else assert.ok(events[column] < 2);
    });
    const [spike, stuck] = simulation.anomalies.list();
    assert.equal(stuck.readings, 60 * TICKS_PER_MINUTE);
    assert.ok(spike.sensors.some(({ id }) => id === 'DPR-AMM-01'));
  });

  it('what an operator sets meanwhile counts in every world', () => {
    const simulation = rainySimulation({ warmupDays: 2 });
    const { anomalies } = simulation;
    const wrong = { kind: 'process_malfunction', subtype: 'controller_setpoint_error' } as const;
    anomalies.inject({ ...wrong, target: ['oxygen_reactor5'], start: atMinute(5), durationS: HOUR_S });
    play(simulation, 10);
    const usual = simulation.station.setpoints.get('oxygen_reactor5');
    assert.notEqual(usual, simulation.setpoints().find(({ name }) => name === 'oxygen_reactor5')?.value);
    simulation.setSetpoint('oxygen_reactor5', 1.5);
    play(simulation, 10);
    assert.equal(simulation.setpoints().find(({ name }) => name === 'oxygen_reactor5')?.value, 1.5);
    assert.notEqual(simulation.station.setpoints.get('oxygen_reactor5'), 1.5);
    play(simulation, 60);
    assert.equal(simulation.station.setpoints.get('oxygen_reactor5'), 1.5);
  });
});

describe('stopping', () => {
  it('ends the cause with the minute under way; what waits is taken back', () => {
    const simulation = rainySimulation({ warmupDays: 1 });
    const { anomalies } = simulation;
    const stuck = anomalies.inject({ ...STUCK, target: ['BIO-O2-03'], durationS: HOUR_S });
    const later = anomalies.inject({ ...STUCK, target: ['BIO-O2-05'], start: atMinute(30) });
    const spike = anomalies.inject({ ...AMMONIA, durationS: 3 * HOUR_S });
    play(simulation, 10);
    for (const { id } of [stuck, later, spike]) anomalies.stop(id);
    assert.equal(anomalies.stop(99), undefined);
    const rows = anomalies.list();
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['active', 'over', 'active'],
    );
    assert.equal(rows[0].end, atMinute(10));
    play(simulation, 60, ({ events }) => assert.ok(!events.includes(stuck.id) && !events.includes(later.id)));
    assert.deepEqual(
      anomalies.list().map(({ state }) => state),
      ['over', 'over', 'recovering'],
    );
    assert.deepEqual(Array.from(anomalies.started), [1, 0, 1, 0, 0]);
    // The sewage is what it would have been.
    assert.deepEqual(simulation.station.influent, anomalies.undisturbed.station.influent);
  });
});

describe('a request that makes no sense is refused with the reason', () => {
  const simulation = rainySimulation();
  play(simulation, 5);
  const refused = (request: Partial<EventRequest>, reason: RegExp) => {
    const whole = { ...STUCK, target: ['BIO-O2-03'], ...request } as EventRequest;
    assert.throws(
      () => simulation.anomalies.plan(whole),
      (error) => error instanceof ConfigError && reason.test(error.message),
    );
    assert.throws(() => simulation.anomalies.inject(whole), ConfigError);
  };

  it('whatever field it is', () => {
    refused({ kind: 'gremlin' as never }, /kind: got "gremlin", expected one of sensor_fault/);
    refused({ subtype: 'stuk' }, /subtype: got "stuk", expected a subtype of sensor_fault such as "stuck"/);
    refused({ target: [] }, /target: got "nothing", expected one sensor at least/);
    refused({ target: ['BIO-O2-33'] }, /target\[0\]: got "BIO-O2-33", expected the id of a sensor such as/);
    refused({ magnitude: 3 }, /magnitude: got 3, expected none/);
    refused({ durationS: -1 }, /durationS: got -1, expected/);
    refused({ durationS: Number.NaN }, /durationS: got (null|"?NaN"?), expected/);
    refused({ shape: 'zigzag' as never }, /shape: got "zigzag", expected one of/);
    refused({ start: atMinute(4) }, /start: got .*00:04.*expected .*00:05.* or later/);
    refused({ ...AMMONIA, target: ['BIO-O2-03'] }, /target: got "BIO-O2-03", expected none/);
    refused({ ...AMMONIA, target: [], magnitude: 1e9 }, /magnitude: got 1000000000, expected/);
    refused({ ...NO_FERRIC, target: ['blower9'] }, /target: got "blower9", expected one of/);
    refused({ kind: 'sensor_drift', subtype: 'linear', target: ['BIO-POM-01'] }, /target: got "BIO-POM-01", expected/);
    refused({ kind: 'cyberattack', subtype: 'replay' }, /start: got .*needs \d+ h of readings before it/);
    assert.equal(simulation.anomalies.list().length, 0, 'a refused request leaves nothing behind');
  });

  it('and a plan says what it would be without doing it', () => {
    const plan = simulation.anomalies.plan({ ...AMMONIA });
    assert.equal(plan.state, 'waiting');
    assert.equal(plan.start, atMinute(5));
    assert.ok(plan.magnitude !== undefined && plan.magnitude > 0);
    assert.equal(simulation.anomalies.list().length, 0);
  });
});

describe('the schedule', () => {
  it('labels about the share that is wanted, in all kinds', () => {
    const share = [1, 2].map((seed) => {
      const simulation = rainySimulation({ seed, warmupDays: 1, anomalies: { probability: 0.03 } });
      let labelled = 0;
      play(simulation, DAYS * MINUTES_PER_DAY, ({ kinds }) => {
        for (let i = 0; i < kinds.length; i++) if (kinds[i] > 0) labelled++;
      });
      assert.ok(simulation.anomalies.list().every(({ origin }) => origin === 'schedule'));
      return labelled / (DAYS * TICKS_PER_DAY * simulation.sensors.length);
    });
    const mean = share.reduce((a, b) => a + b) / share.length;
    // Few days, few events: the long-run share is measured by scripts/anomaly-share.ts.
    assert.ok(mean > 0.015 && mean < 0.045, `${share}`);
  });

  it('draws only kinds that the mix has', () => {
    const mix = { sensor_fault: 0, sensor_drift: 0, pollution_spike: 0, process_malfunction: 0, cyberattack: 1 };
    const simulation = rainySimulation({ anomalies: { probability: 0.02, mix } });
    play(simulation, 3 * MINUTES_PER_DAY);
    const kinds = new Set(simulation.anomalies.list().map(({ kind }) => kind));
    assert.deepEqual([...kinds], ['cyberattack']);
  });

  it('at zero is no schedule: the same bytes as without', () => {
    const [zero, none] = [{ probability: 0 }, undefined].map((anomalies) => rainySimulation({ anomalies }));
    const expected: number[] = [];
    play(none, 60, ({ frame }) => expected.push(...frame.values));
    let at = 0;
    play(zero, 60, ({ frame }) => {
      for (const value of frame.values) assert.ok(Object.is(value, expected[at++]));
    });
  });

  it('goes on undisturbed when somebody adds an event', () => {
    const plans = [false, true].map((adds) => {
      const simulation = rainySimulation({ anomalies: { probability: 0.02 } });
      if (adds) simulation.anomalies.inject({ ...STUCK, target: ['BIO-PH-01'], start: atMinute(600) });
      play(simulation, 2 * MINUTES_PER_DAY);
      return simulation.anomalies
        .list()
        .filter(({ origin }) => origin === 'schedule')
        .map(({ kind, subtype, start, end, cause, magnitude }) => ({ kind, subtype, start, end, cause, magnitude }));
    });
    assert.ok(plans[0].length > 1);
    assert.deepEqual(plans[0], plans[1]);
  });

  it('refuses a share or a mix that cannot be had', () => {
    const mix = { sensor_fault: 0, sensor_drift: 0, pollution_spike: 0, process_malfunction: 0, cyberattack: 0 };
    assert.throws(
      () => rainySimulation({ anomalies: { probability: 0.9 } }),
      /anomaly_probability: got 0\.9, expected 0 to 0\.2/,
    );
    assert.throws(() => rainySimulation({ anomalies: { probability: 0.02, mix } }), /anomaly_mix: got/);
  });
});
