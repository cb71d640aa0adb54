import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeriodSeries } from './period-series.ts';

const TICK_MS = 5_000;
/** So slow that periods are only lengthened where the store is full. */
const HOUR_MS = 3_600_000;

/** Pushes ticks of one channel, counted from 0. */
function seriesOf(ticks: number, tickMs: number, reading = (tick: number) => tick, maxValues?: number): PeriodSeries {
  const series = new PeriodSeries(1, maxValues);
  const readings = new Float64Array(1);
  for (let tick = 0; tick < ticks; tick++) {
    readings[0] = reading(tick);
    series.push(readings, tickMs);
  }
  return series;
}

function read(series: PeriodSeries, row: number): number {
  const values = new Float64Array(1);
  series.read(row, values);
  return values[0];
}

test('periods are ticks until there are enough of them, then two, four and eight ticks, and no more', () => {
  const shapeAfter = (ticks: number) => {
    const series = seriesOf(ticks, TICK_MS);
    return [series.ticks, series.rows];
  };
  assert.deepEqual(shapeAfter(19_999), [1, 19_999]);
  assert.deepEqual(shapeAfter(20_000), [2, 10_000]);
  // The tick that is left over is part of no period yet.
  assert.deepEqual(shapeAfter(20_001), [2, 10_000]);
  assert.deepEqual(shapeAfter(39_999), [2, 19_999]);
  assert.deepEqual(shapeAfter(40_000), [4, 10_000]);
  assert.deepEqual(shapeAfter(80_000), [8, 10_000]);
  assert.deepEqual(shapeAfter(200_000), [8, 25_000]);
  assert.equal(seriesOf(200_000, 1_000).ticks, 8, 'not even where that is seconds');
});

test('periods are never lengthened beyond a minute', () => {
  assert.equal(seriesOf(100_000, 60_000).ticks, 1);
  assert.equal(seriesOf(100_000, 30_000).ticks, 2);
  assert.equal(seriesOf(100_000, 15_000).ticks, 4);
});

test('whether it was lengthened or not, a row is the mean of its ticks, in order', () => {
  const series = seriesOf(50_000, TICK_MS);
  assert.equal(series.ticks, 4);
  for (let row = 0; row < series.rows; row++) assert.equal(read(series, row), 4 * row + 1.5);
});

test('a missing reading is left out, and a period without any is missing', () => {
  // Of every eight ticks: 0 and 1 are missing, 6 as well.
  const isMissing = (tick: number) => tick % 8 < 2 || tick % 8 === 6;
  const series = seriesOf(20_000, TICK_MS, (tick) => (isMissing(tick) ? Number.NaN : tick));
  assert.equal(series.ticks, 2);
  const kept = (row: number) => [2 * row, 2 * row + 1].filter((tick) => !isMissing(tick));
  for (let row = 0; row < series.rows; row++) {
    const ticks = kept(row);
    const mean = ticks.length > 0 ? ticks.reduce((sum, tick) => sum + tick, 0) / ticks.length : Number.NaN;
    assert.equal(read(series, row), mean);
  }
});

test('each channel has its own origin: large values come back whole, and one that begins late', () => {
  const series = new PeriodSeries(3);
  const begins = 12;
  for (let tick = 0; tick < 20_000; tick++) {
    const late = tick < begins ? Number.NaN : -3e9 - tick / 4;
    series.push(Float64Array.of(1e9 + tick, late, Number.NaN), TICK_MS);
  }
  const values = new Float64Array(3);
  for (let row = 0; row < series.rows; row++) {
    series.read(row, values);
    const tick = 2 * row + 0.5;
    assert.deepEqual([...values], [1e9 + tick, 2 * row < begins ? Number.NaN : -3e9 - tick / 4, Number.NaN]);
  }
});

test('a full store is halved as often as it takes, and still covers the whole time', () => {
  const most = 8_192;
  for (const ticks of [most - 1, most, most + 1, 5 * most + 3, 40 * most]) {
    const series = seriesOf(ticks, HOUR_MS, (tick) => tick, most);
    assert.ok(series.rows < most, `${series.rows} rows after ${ticks} ticks`);
    assert.ok(ticks < most || series.rows >= most / 2, `${series.rows} rows after ${ticks} ticks`);
    assert.equal(series.rows, Math.floor(ticks / series.ticks));
    assert.ok(Number.isInteger(Math.log2(series.ticks)));
    for (const row of [0, series.rows >> 1, series.rows - 1]) {
      assert.equal(read(series, row), series.ticks * (row + 0.5) - 0.5);
    }
  }
});
