/** For tests: raw sewage that is constant, has a day's rhythm, or brings a storm that spills. */

import { C, STATION_COMPONENTS } from '../components.ts';
import { INFLUENT, type InfluentSource } from '../influent/source.ts';
import { sewage } from '../units/conservation.ts';

export interface Weather {
  /** Amplitudes of the day's rhythm, as shares of the mean: flow, concentrations. */
  readonly flowRhythm?: number;
  readonly loadRhythm?: number;
  /** Days between which it rains each day, and how many times the dry flow then comes. */
  readonly storm?: { readonly from: number; readonly to: number; readonly times: number };
}

/** BSM2's constant influent. */
export const CONSTANT: Weather = {};
/** A dry day: flow and concentrations 40 and 25 % about their means, the night's sewage thin. */
export const DRY: Weather = { flowRhythm: 0.4, loadRhythm: 0.25 };
/** The same with five hours of four times the flow, each day: more than the pumps can lift. */
export const STORM: Weather = { ...DRY, storm: { from: 0.5, to: 0.7, times: 4 } };

/** Rain comes and goes within this, d. */
const SHOWER_EDGE = 0.01;

/** The benchmark's sewage through such a weather; the same at the same `t`, whatever was asked before. */
export function fakeInfluent({ flowRhythm = 0, loadRhythm = 0, storm }: Weather = CONSTANT): InfluentSource {
  const mean = sewage();
  return {
    at(t, out) {
      const day = t - Math.floor(t);
      const wet = storm ? Math.min(ramp(day - storm.from), ramp(storm.to - day)) : 0;
      const dilution = 1 + ((storm?.times ?? 1) - 1) * wet;
      const thick = (1 + loadRhythm * Math.sin(2 * Math.PI * (day - 0.3))) / dilution;
      for (let c = 0; c < STATION_COMPONENTS; c++) out[c] = mean[c] * (c === C.T ? 1 : thick);
      out[INFLUENT.Q] = mean[STATION_COMPONENTS] * (1 + flowRhythm * Math.sin(2 * Math.PI * (day - 0.25))) * dilution;
      out[INFLUENT.rain] = 4 * wet;
      out[INFLUENT.airTemperature] = 15 + 5 * Math.sin(2 * Math.PI * (day - 0.35));
    },
  };
}

function ramp(x: number): number {
  return Math.min(1, Math.max(0, x / SHOWER_EDGE));
}
