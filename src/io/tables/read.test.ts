/** Files as plants, loggers, spreadsheets and published data sets have them, read as a user would expect. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { createFrame, QUALITY } from '../../core/frame.ts';
import { temporaryDirectory } from '../files/writer.fake.ts';
import { readMeasurements } from './read.ts';
import type { TableRequest } from './request.ts';
import type { DataTable } from './table.ts';

async function read(t: TestContext, text: string | Uint8Array, request?: TableRequest): Promise<DataTable> {
  const file = temporaryDirectory(t)('in.csv');
  writeFileSync(file, text);
  return readMeasurements(file, request);
}

async function refuses(t: TestContext, text: string | Uint8Array, pattern: RegExp, request?: TableRequest) {
  await assert.rejects(read(t, text, request), (error) => {
    assert.ok(error instanceof ConfigError, String(error));
    assert.match(error.message, pattern);
    return true;
  });
}

function column(table: DataTable, name: string): number[] {
  const frame = createFrame(table.channels.length);
  return Array.from({ length: table.rows }, (_, index) => {
    table.read(index, frame);
    return frame.values[table.channels.indexOf(name)];
  });
}

const times = (table: DataTable) =>
  Array.from({ length: table.rows }, (_, index) => new Date(table.timeAt(index)).toISOString());
const reasons = (table: DataTable) => Object.fromEntries(table.leftOut.map(({ column, reason }) => [column, reason]));

describe('published data sets', () => {
  it('SWaT: blanks around names, times before and after noon, a label of words', async (t) => {
    const table = await read(
      t,
      ' Timestamp,FIT101, LIT101 ,MV101,Normal/Attack\r\n' +
        ' 28/12/2015 11:59:59 AM,2.427057,522.8467,2,Normal\r\n' +
        ' 28/12/2015 12:00:00 PM,2.446274,522.886,2,A ttack\r\n',
    );
    assert.deepEqual(table.channels, ['FIT101', 'LIT101', 'MV101']);
    assert.deepEqual(times(table), ['2015-12-28T11:59:59.000Z', '2015-12-28T12:00:00.000Z']);
    assert.equal(table.time.text(0), '28/12/2015 11:59:59 AM');
    assert.deepEqual(reasons(table), { 'Normal/Attack': 'ground truth by its name' });
    assert.deepEqual(table.constant, ['MV101']);
  });

  it('SWaT as saved from its workbook: a line of stages above the header', async (t) => {
    const table = await read(
      t,
      ',P1,,,,\n Timestamp,FIT101,LIT101,MV101,P101,Normal/Attack\n22/12/2015 4:30:00 PM,0,124,1,1,Normal\n',
    );
    assert.deepEqual(table.channels, ['FIT101', 'LIT101', 'MV101', 'P101']);
    assert.match(table.notes.join(), /1 lines above the header of line 2/);
  });

  it('WADI: date and time of day apart, a row number, empty columns, a label that explains itself', async (t) => {
    const head = 'Row ,Date ,Time,1_AIT_001_PV,2_LS_001_AL,"Attack LABLE (1:No Attack, -1:Attack)"\n';
    const table = await read(
      t,
      `${head}1,9/25/2017,6:00:00.000 PM,171.155,,1\n2,9/25/2017,6:00:01.000 PM,171.155,,-1\n`,
    );
    assert.deepEqual(table.channels, ['1_AIT_001_PV']);
    assert.equal(table.time.name, 'Date,Time');
    assert.equal(table.time.text(1), '9/25/2017 6:00:01.000 PM');
    assert.deepEqual(times(table), ['2017-09-25T18:00:00.000Z', '2017-09-25T18:00:01.000Z']);
    assert.deepEqual(Object.keys(reasons(table)).sort(), [
      '2_LS_001_AL',
      'Attack LABLE (1:No Attack, -1:Attack)',
      'Row',
    ]);
  });

  it('SKAB: semicolons with decimal points, anomaly and changepoint', async (t) => {
    const table = await read(
      t,
      'datetime;Accelerometer1RMS;Volume Flow RateRMS;anomaly;changepoint\n' +
        '2020-03-09 10:14:33;0.026588;32.0;0.0;0.0\n2020-03-09 10:14:34;0.02617;31.98;1.0;0.0\n',
    );
    assert.deepEqual(table.channels, ['Accelerometer1RMS', 'Volume Flow RateRMS']);
    assert.deepEqual(column(table, 'Accelerometer1RMS'), [0.026588, 0.02617]);
  });

  it('BATADAL: hours without minutes, years of two digits, ATT_FLAG', async (t) => {
    const table = await read(
      t,
      'DATETIME, L_T1, S_PU1, ATT_FLAG\n06/01/14 23, 0.50973, 1, -999\n07/01/14 00, 0.41258, 1, 1\n',
    );
    assert.deepEqual(table.channels, ['L_T1', 'S_PU1']);
    assert.deepEqual(times(table), ['2014-01-06T23:00:00.000Z', '2014-01-07T00:00:00.000Z']);
  });

  it('HAI and others: attack columns by stage, no time, a Label', async (t) => {
    const table = await read(
      t,
      'x1,attack_P1,Label,is_anomaly,LAB_LEVEL,valve_label_y\n1.5,0,0,0,3,1\n2.5,1,1,1,4,1\n',
    );
    assert.deepEqual(table.channels, ['x1', 'LAB_LEVEL']);
    assert.equal(table.time.name, undefined);
    assert.equal(table.time.text(1), '2');
    assert.match(table.notes.join(), /rows are counted/);
  });

  it('UCI: question marks are gaps, a date that is none is left out', async (t) => {
    const table = await read(t, 'DAY,Q-E,ZN-E\nD-1/3/90,44101,1.50\nD-2/3/90,?,3.00\n');
    assert.deepEqual(column(table, 'Q-E'), [44101, Number.NaN]);
    assert.equal(table.missing, 1);
    assert.deepEqual(reasons(table), { DAY: 'text, such as "D-1/3/90"' });
  });
});

describe('exports of loggers and spreadsheets', () => {
  it('French: semicolons, decimal commas, blanks in thousands, letters of Windows', async (t) => {
    const text = 'Date;Débit (m3/h);État pompe\r\n31/12/2023 23:55;1 234,5;marche\r\n01/01/2024 00:00;987,25;arrêt\r\n';
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(text, 'latin1')]) {
      const table = await read(t, bytes);
      assert.deepEqual(table.channels, ['Débit (m3/h)', 'État pompe']);
      assert.deepEqual(column(table, 'Débit (m3/h)'), [1234.5, 987.25]);
      assert.deepEqual(column(table, 'État pompe'), [1, 0]);
      assert.deepEqual(times(table), ['2023-12-31T23:55:00.000Z', '2024-01-01T00:00:00.000Z']);
    }
  });

  it('spreadsheets on the web: commas between cells and decimal commas in quotes', async (t) => {
    const table = await read(t, 'Date,x,n\n2024-01-01,"1,25",7\n2024-01-02,"1,125",8\n');
    assert.deepEqual(column(table, 'x'), [1.25, 1.125]);
    const thousands = 't,x,y\n0,"1,125",1.5\n1,"2,250",2.5\n';
    assert.deepEqual(reasons(await read(t, thousands)), { x: 'text, such as "1,125"' });
    const mixed = 't,x,y\n0,"1,25",1.5\n1,"2,5",2.5\n';
    assert.deepEqual(reasons(await read(t, mixed)), { x: 'text, such as "1,25"' });
  });

  it('historians: words for what is missing, states as words, a column of remarks', async (t) => {
    const table = await read(
      t,
      't,flow,valve,mode,remark\n0,1,open,Auto,\n1,Bad,Closed,Manual,look\n2,No Data,OPEN,Auto,\n3,-,,Auto,\n4,#N/A,open,Auto,\n',
    );
    assert.deepEqual(column(table, 'flow').slice(0, 2), [1, Number.NaN]);
    assert.deepEqual(column(table, 'valve'), [1, 0, 1, Number.NaN, 1]);
    assert.deepEqual(reasons(table), { mode: 'text, such as "Auto"', remark: 'text, such as "look"' });
    assert.deepEqual(table.notes, ['time: the numbers of t are taken as seconds']);
  });

  it('pandas: an index without a name, columns with the same name, trailing delimiters, numbered columns', async (t) => {
    const table = await read(t, ',a,a,b,\n0,1,2,5,\n1,3,4,6,\n');
    assert.deepEqual(table.channels, ['a', 'a (2)', 'b']);
    assert.equal(reasons(table)['unnamed 1'], 'counts the rows');
    assert.deepEqual((await read(t, '0,1,2\n5.5,3,2\n1.5,7,3\n')).channels, ['0', '1', '2']);
  });

  it('tabs and bars; a column that counts is no reading, whatever its name', async (t) => {
    const rows = Array.from({ length: 12 }, (_, i) => `2024-01-01 00:${10 + i}\t${i * i}\t${i + 100}`);
    assert.deepEqual((await read(t, `when\tx\tn\n${rows.join('\n')}`)).channels, ['x']);
    assert.deepEqual((await read(t, `when\tx\tn\n${rows.join('\n')}`, { include: ['n'] })).channels, ['x', 'n']);
    const bars = await read(t, 'when|x,y\n2024-01-01|1,5\n');
    assert.deepEqual([bars.time.name, column(bars, 'x,y')], ['when', [1.5]]);
  });

  it('our own: labels and events are not looked at, qualities stay with their readings', async (t) => {
    const table = await read(
      t,
      'time,seq,anomaly,A,B,A__label,B__label,A__event,B__event,A__quality,B__quality\r\n' +
        '2026-01-01T00:00:00.000Z,0,false,7.1,,0,0,0,0,1,3\r\n2026-01-01T00:00:05.000Z,1,true,7.2,5,1,0,1,0,2,0\r\n',
    );
    assert.deepEqual(table.channels, ['A', 'B']);
    const frame = createFrame(2);
    table.read(0, frame);
    assert.deepEqual([...frame.quality], [QUALITY.uncertain, QUALITY.missing]);
    table.read(1, frame);
    assert.deepEqual([...frame.quality], [QUALITY.bad, QUALITY.good]);
    assert.deepEqual([frame.seq, frame.time], [1, Date.UTC(2026, 0, 1, 0, 0, 5)]);
  });
});

describe('time', () => {
  it('rows of one time are spread over the step, in their order', async (t) => {
    const table = await read(
      t,
      'time,x\n2024-01-01 00:00,1\n2024-01-01 00:00,2\n2024-01-01 00:01,3\n2024-01-01 00:05,4\n',
    );
    assert.deepEqual(
      [0, 1, 2].map((i) => table.timeAt(i + 1) - table.timeAt(i)),
      [30_000, 30_000, 240_000],
    );
    assert.deepEqual(column(table, 'x'), [1, 2, 3, 4]);
    assert.match(table.notes.join('\n'), /1 rows have the time of the row before/);
  });

  it('gaps are told', async (t) => {
    const table = await read(t, 'time,x\n0,1\n60,1\n120,1\n7200,2\n7260,2\n');
    assert.match(table.notes.join('\n'), /1 gaps between steps of 60 s, the longest of 7080 s after 120/);
  });

  it('falling times are refused with their line, or put in order', async (t) => {
    const text = 'time,x\n2024-01-01 02:00,1\n\n2024-01-01 00:00,2\n2024-01-01 01:00,3\n';
    await refuses(t, text, /in\.csv:4, column time: got "2024-01-01 00:00".*--sort/);
    const table = await read(t, text, { sort: true });
    assert.deepEqual(column(table, 'x'), [2, 3, 1]);
    assert.deepEqual([table.rowAt(0), table.rowAt(2)], [1, 0]);
  });

  it('another column is the time when the user says so', async (t) => {
    const text = 'stamp,x,hour\n5,1,0\n6,2,1\n';
    assert.equal((await read(t, text)).time.name, 'hour');
    assert.equal((await read(t, text, { time: 'STAMP' })).time.name, 'stamp');
    await refuses(t, text, /--time stmap: got "no column stmap", expected .* perhaps stamp/, { time: 'stmap' });
    await refuses(t, 'time,x\n2024-01-01,1\nsoon,2\n2024-01-03,3\n', /in\.csv:3, column time: got "soon"/);
  });
});

describe('refusals', () => {
  it('name line and column of text among numbers, unless it counts as missing', async (t) => {
    const text = 't,flow,level\n0,1,5\n1,2,high\n2,3,6\n3,4,full\n4,5,7\n';
    await refuses(t, text, /in\.csv:3, column level: got "high".*2 cells of the column are text.*--text-as-missing/);
    const table = await read(t, text, { textAsMissing: true });
    assert.deepEqual(column(table, 'level'), [5, Number.NaN, 6, Number.NaN, 7]);
    assert.match(table.notes.join(), /2 cells of text taken as missing/);
    assert.deepEqual((await read(t, text, { exclude: ['LEVEL'] })).channels, ['flow']);
    const states = 't,flow\n0,off\n1,on\n2,3\n3,4\n4,5\n';
    await refuses(t, states, /in\.csv:2, column flow: got "off".*2 cells/);
    const numbers = await read(t, states, { textAsMissing: true });
    assert.deepEqual(column(numbers, 'flow'), [Number.NaN, Number.NaN, 3, 4, 5]);
    assert.deepEqual(numbers.constant, []);
  });

  it('say what is wrong with the file', async (t) => {
    await refuses(t, '', /an empty file/);
    await refuses(t, 't,x\n', /got "a header and no rows"/);
    await refuses(t, '2024-01-01,5,6\n2024-01-02,7,8\n', /in\.csv:1: got "2024-01-01, 5, 6", expected a header/);
    await refuses(t, 't,x\n0,1\n1,2,3\n2\n', /in\.csv:3: got "3 cells", expected 2 .*\n.*in\.csv:4: got "1 cells"/);
    await refuses(t, 't,x\n0,"1\n1,2\n', /in\.csv:2: got "a quote that is never closed"/);
    await refuses(t, 'a,label\nx,1\ny,2\n', /expected at least one column of numbers/);
    await refuses(t, Uint8Array.of(0xff, 0xfe, 65, 0), /UTF-16/);
    await refuses(t, 'PK\x03\x04rest', /a spreadsheet/);
    await refuses(t, 't,x\n0,1\n', /--exclude y/, { exclude: ['y'] });
    await assert.rejects(readMeasurements('no/such.csv'), /no\/such\.csv: got "ENOENT"/);
  });

  it('a model takes its channels, in its order, and names those that are not there', async (t) => {
    const text = 'time,b,A,label,extra\n0,1,2,0,9\n1,3,4,1,text\n';
    const table = await read(t, text, { channels: ['a', 'b'] });
    assert.deepEqual(table.channels, ['a', 'b']);
    assert.deepEqual(column(table, 'a'), [2, 4]);
    assert.deepEqual(reasons(table), { label: 'ground truth by its name', extra: 'not a channel of the model' });
    await refuses(t, text, /column pressure: got "no column pressure"/, { channels: ['a', 'pressure'] });
    await refuses(t, text, /in\.csv:3, column extra: got "text"/, { channels: ['extra'] });
  });
});

it('two real plants are read as they are', async () => {
  const flow = await readMeasurements('../shared/data/real/denmark_inflow_weather_hourly.csv');
  assert.deepEqual([flow.rows, flow.channels.length, flow.time.name, flow.leftOut.length], [7_299, 9, 'time', 0]);
  assert.equal(new Date(flow.timeAt(0)).toISOString(), '2023-11-07T00:00:00.000Z');
  assert.equal(
    column(flow, 'flow').findIndex((value) => !Number.isNaN(value)),
    8,
  );
  const plant = await readMeasurements('../shared/data/real/uci_water_treatment_plant.csv');
  assert.deepEqual([plant.rows, plant.channels.length, plant.missing], [527, 38, 591]);
});

it('ground truth is a channel only where the user insists', async (t) => {
  const text = 'time,x,anomaly\n0,1,0\n1,2,1\n';
  assert.deepEqual((await read(t, text)).channels, ['x']);
  assert.deepEqual((await read(t, text, { include: ['anomaly'] })).channels, ['x', 'anomaly']);
});

it('files larger than a piece are read whole', async (t) => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `${1_700_000_000 + i},${i / 8},"${i % 7}.25",text é ${i}`);
  const shares: number[] = [];
  const file = temporaryDirectory(t)('large.csv');
  writeFileSync(file, `time,x,y,remark\n${rows.join('\n')}`);
  const table = await readMeasurements(file, {}, (share) => shares.push(share));
  assert.equal(table.rows, 60_000);
  assert.deepEqual(column(table, 'x').slice(-2), [59_998 / 8, 59_999 / 8]);
  assert.equal(table.time.text(59_999), '1700059999');
  assert.equal(shares.at(-1), 1);
  assert.ok(shares.length > 1);
});
