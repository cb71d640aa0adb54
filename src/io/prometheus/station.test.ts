import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError, InvariantError } from '../../core/errors.ts';
import { QUALITY } from '../../core/frame.ts';
import { renderExposition } from './exposition.ts';
import { FAKE_TIME, fakeExposition, fakeFrame, fakeSensors } from './station.fake.ts';
import { StationExposition } from './station.ts';

const lines = (exposition: StationExposition) => exposition.render().toString().trimEnd().split('\n');
/** The samples of a family, without the prefix that all share. */
const samples = (exposition: StationExposition, name: string) =>
  lines(exposition).filter((line) => line.startsWith(`station_traffeyere_${name}`));

const place = 'process_stage="traitement_biologique",location="Reactor 5, outlet end, \\"deep\\" probe"';

describe('StationExposition', () => {
  it('has a line a reading, in a family a type', () => {
    const exposition = fakeExposition(26);
    const text = exposition.render().toString();
    assert.ok(text.includes('# TYPE station_traffeyere_ph_current gauge\n'));
    assert.deepEqual(samples(exposition, 'ph_current'), [
      `station_traffeyere_ph_current{sensor_id="FAKE-000000",${place}} 0`,
      `station_traffeyere_ph_current{sensor_id="FAKE-000025",${place}} 178.76`,
    ]);
    assert.deepEqual(samples(exposition, 'sensor_info{sensor_id="FAKE-000025"'), [
      `station_traffeyere_sensor_info{sensor_id="FAKE-000025",${place},type="ph",unit="mg/L"} 1`,
    ]);
    assert.deepEqual(samples(exposition, 'total_sensors'), ['station_traffeyere_total_sensors 26']);
    assert.deepEqual(samples(exposition, 'build_info'), ['station_traffeyere_build_info{version="0.0.0"} 1']);
  });

  it('names each family once and keeps its samples together', () => {
    const types = lines(fakeExposition(127)).filter((line) => line.startsWith('# TYPE'));
    assert.equal(new Set(types).size, types.length);
    const families = lines(fakeExposition(127))
      .filter((line) => !line.startsWith('#'))
      .map((line) => /^\w+/.exec(line)?.[0])
      .filter((name, i, all) => name !== all[i - 1]);
    assert.equal(new Set(families).size, families.length);
  });

  it('leaves out what a stopped instrument would read, and says that it is down and since when', () => {
    const exposition = fakeExposition(3);
    const frame = fakeFrame(3, 1);
    frame.quality[1] = QUALITY.missing;
    frame.quality[2] = QUALITY.bad;
    exposition.observe(frame);
    const id = 'sensor_id="FAKE-000001"';
    assert.deepEqual(samples(exposition, 'o2_dissous_current'), []);
    assert.equal(samples(exposition, 'turbidite_current').length, 1);
    assert.deepEqual(samples(exposition, `sensor_up{${id}`), [`station_traffeyere_sensor_up{${id},${place}} 0`]);
    assert.deepEqual(samples(exposition, `last_reading_timestamp_seconds{${id}`), [
      `station_traffeyere_last_reading_timestamp_seconds{${id},${place}} ${FAKE_TIME / 1_000}`,
    ]);
    assert.match(samples(exposition, 'last_reading_timestamp_seconds')[0], new RegExp(` ${FAKE_TIME / 1_000 + 5}$`));
  });

  it('takes a reading that is NaN as missing', () => {
    const exposition = fakeExposition(1);
    const frame = fakeFrame(1, 1);
    frame.values[0] = Number.NaN;
    exposition.observe(frame);
    assert.deepEqual(samples(exposition, 'ph_current'), []);
    assert.match(samples(exposition, 'sensor_up')[0], / 0$/);
  });

  it('has no readings before the first frame', () => {
    const exposition = new StationExposition({ sensors: fakeSensors(2), anomalyKinds: [], build: {} });
    assert.deepEqual(samples(exposition, 'ph_current'), []);
    assert.deepEqual(samples(exposition, 'last_reading'), []);
    assert.deepEqual(samples(exposition, 'compliance_score'), []);
    assert.equal(samples(exposition, 'sensor_up').length, 2);
  });

  it('counts anomalies by kind, from 0', () => {
    const exposition = fakeExposition(1);
    exposition.countAnomaly('cyberattack');
    exposition.countAnomaly('cyberattack');
    assert.deepEqual(
      samples(exposition, 'anomalies_total').map((line) => line.replace(/^.*anomaly_type=/, '')),
      [
        '"sensor_fault"} 0',
        '"sensor_drift"} 0',
        '"pollution_spike"} 0',
        '"process_malfunction"} 0',
        '"cyberattack"} 2',
      ],
    );
    assert.throws(() => exposition.countAnomaly('gremlins'), InvariantError);
  });

  it('shows compliance where it is known', () => {
    const exposition = fakeExposition(1);
    exposition.setCompliance({ score: 88.5, efficiency: { dbo5: 95.25, azote: Number.NaN } });
    assert.deepEqual(samples(exposition, 'compliance_score'), ['station_traffeyere_compliance_score 88.5']);
    assert.deepEqual(samples(exposition, 'treatment_efficiency_percent'), [
      'station_traffeyere_treatment_efficiency_percent{parameter="dbo5"} 95.25',
    ]);
  });

  it('refuses a type that cannot be in a name', () => {
    const sensors = fakeSensors(1).map((sensor) => ({ ...sensor, type: 'oxygène' }));
    assert.throws(() => new StationExposition({ sensors, anomalyKinds: [], build: {} }), ConfigError);
  });

  it('shows one moment, however many pieces it takes, and lets other work go on between them', async () => {
    const sensors = 3_000;
    const exposition = fakeExposition(sensors);
    const whole = exposition.render();
    const pieces: Buffer[] = [];
    let turns = 0;
    let isDone = false;
    const other = () => {
      turns++;
      const frame = fakeFrame(sensors, turns);
      frame.quality.fill(QUALITY.missing, sensors / 2);
      exposition.observe(frame);
      if (!isDone) setImmediate(other);
    };
    setImmediate(other);
    for await (const piece of exposition.chunks()) pieces.push(piece);
    isDone = true;
    assert.ok(Buffer.concat(pieces).equals(whole));
    assert.ok(pieces.length >= 12 && turns >= 11, `${pieces.length} pieces, ${turns} turns of other work`);
  });

  it('shows each of two scrapes at once its own moment', async () => {
    const exposition = fakeExposition(2_000);
    const read = async () => {
      const pieces: Buffer[] = [];
      for await (const piece of exposition.chunks()) pieces.push(piece);
      return Buffer.concat(pieces).toString();
    };
    const first = exposition.render().toString();
    const reading = read();
    exposition.observe(fakeFrame(2_000, 9));
    const second = exposition.render().toString();
    assert.notEqual(first, second);
    assert.deepEqual(await Promise.all([reading, read()]), [first, second]);
  });
});

describe('renderExposition', () => {
  it('puts the process behind the station', async () => {
    const exposition = fakeExposition(2);
    const process = { metrics: async () => '# TYPE nodejs_x gauge\nnodejs_x 1\n' };
    const pieces: Buffer[] = [];
    for await (const piece of renderExposition(exposition, process)) pieces.push(piece);
    assert.equal(Buffer.concat(pieces).toString(), `${exposition.render()}# TYPE nodejs_x gauge\nnodejs_x 1\n`);
  });
});
