/** Learns what each channel's own past says in normal operation: how far forecasts are off, and how much that varies. */

import { type ChannelInfo, deadBand } from './channels.ts';
import { Forecast, spreadOrInfinity } from './forecast.ts';
import type { OwnModel } from './own.ts';
import type { Profile } from './profile.ts';
import type { Recording } from './recording.ts';
import { robustSpread } from './robust.ts';
import { fitTail } from './tail.ts';

/** Rows that spreads and tails are taken from, at most. */
const SAMPLES = 10_000;
/** A channel that repeats its reading in this part of all ticks is sampled and held. */
const HELD_PART = 0.6;
/** Least thresholds of error and scatter. (estimate) */
const ERROR_FLOOR = 3;
const SCATTER_FLOOR = 2;
/** Forecasts settle in so many ticks. */
const SETTLE = 60;
/** Ticks that a step is believed without an end, where related channels do not say otherwise: six hours of 5 s. (estimate) */
const LONGEST = 4_320;
/** But never longer than this part of the rows learned. (estimate) */
const LONGEST_PART = 1 / 100;

/** @param profiles of all channels, from the same recording */
export function fitOwn(recording: Recording, profiles: readonly Profile[], channels: readonly ChannelInfo[]): OwnModel {
  const n = profiles.length;
  const { rows } = recording;
  const held = heldChannels(recording, profiles);
  const ones = new Float64Array(n).fill(1);
  const rough = new Forecast(ones, held);
  const stride = Math.max(1, Math.floor(rows / SAMPLES));
  const samples: number[][] = Array.from({ length: n }, () => []);
  forecastRows(recording, rough, (row) => {
    for (let i = 0; i < n; i++) {
      if (held[i] === 1 ? rough.jump[i] !== 0 : row % stride === 0) samples[i].push(rough.jump[i]);
    }
  });
  const spreads = profiles.map((profile, i) =>
    profile.discrete || samples[i].length < SETTLE ? 0 : robustSpread(Float64Array.from(samples[i])),
  );
  return {
    spreads,
    held: [...held],
    ranges: profiles.map(({ min, max }) => max - min),
    longest: Math.min(LONGEST, Math.round(LONGEST_PART * recording.seen)),
    bands: channels.map(deadBand),
    ...fitTails(recording, spreads, held),
  };
}

function fitTails(
  recording: Recording,
  spreads: readonly number[],
  held: Uint8Array,
): Pick<OwnModel, 'errorTails' | 'scatterTails'> {
  const n = spreads.length;
  const rows = recording.rows;
  const forecast = new Forecast(spreads.map(spreadOrInfinity), held);
  const stride = Math.max(1, Math.floor(rows / SAMPLES));
  const errors: number[][] = Array.from({ length: n }, () => []);
  const scatters: number[][] = Array.from({ length: n }, () => []);
  const most = new Float64Array(2 * n);
  forecastRows(recording, forecast, (row) => {
    for (let i = 0; i < n; i++) {
      const error = forecast.error[i];
      if (held[i] === 1 && error === 0) continue;
      const scatter = forecast.scatter[i];
      if (error > most[i]) most[i] = error;
      if (scatter > most[n + i]) most[n + i] = scatter;
      if (held[i] === 0 && row % stride !== 0) continue;
      errors[i].push(error);
      scatters[i].push(scatter);
    }
  });
  const tails = (values: readonly number[][], floor: number, from: number) =>
    values.map((list, i) => {
      const recurrent = { value: most[from + i], evidence: Math.log(rows + 1) };
      return fitTail(Float64Array.from(list), floor, 1, recurrent);
    });
  return { errorTails: tails(errors, ERROR_FLOOR, 0), scatterTails: tails(scatters, SCATTER_FLOOR, n) };
}

/** Forecasts all rows that are kept; `visit` is called for each in which forecasts have settled. */
function forecastRows(recording: Recording, forecast: Forecast, visit: (row: number) => void): void {
  const readings = new Float64Array(recording.channels);
  let settled = 0;
  for (let row = 0; row < recording.rows; row++) {
    if (recording.isAfterGap(row)) {
      forecast.reset();
      settled = 0;
    }
    recording.read(row, readings);
    forecast.step(readings);
    if (++settled > SETTLE) visit(row);
  }
}

function heldChannels(recording: Recording, profiles: readonly Profile[]): Uint8Array {
  const n = profiles.length;
  const repeats = new Float64Array(n);
  const kept = new Float64Array(n);
  const readings = new Float64Array(n);
  const last = new Float64Array(n).fill(Number.NaN);
  for (let row = 0; row < recording.rows; row++) {
    recording.read(row, readings);
    for (let i = 0; i < n; i++) {
      if (readings[i] === last[i]) repeats[i]++;
      if (!Number.isNaN(readings[i])) kept[i]++;
    }
    last.set(readings);
  }
  return Uint8Array.from(profiles, ({ discrete }, i) => (!discrete && repeats[i] > HELD_PART * kept[i] ? 1 : 0));
}
