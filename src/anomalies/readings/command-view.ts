/** What an operator would see of a set-point that has been tampered with, and an attacker therefore falsifies. */

import type { Sensor } from '../../sensors/index.ts';

/** Taps that tell of each set-point at once; the plant's slower answers give the attack away. */
export const TELLTALES: Readonly<Record<string, readonly string[]>> = {
  oxygen_reactor3: ['reactor3.S_O', 'aeration.air_flow', 'aeration.power', 'aeration.header_pressure'],
  oxygen_reactor4: ['reactor4.S_O', 'aeration.air_flow', 'aeration.power', 'aeration.header_pressure'],
  oxygen_reactor5: ['reactor5.S_O', 'aeration.air_flow', 'aeration.power', 'aeration.header_pressure'],
  nitrate_reactor2: ['reactor2.S_NO', 'recirculation.flow'],
  return_sludge: [
    'return_sludge.Q',
    'return_sludge.TSS',
    'return_sludge_pump1.running',
    'return_sludge_pump2.running',
    'secondary.power',
  ],
  waste_sludge: ['waste_sludge.Q', 'waste_sludge_pump.running'],
  ferric_dose: ['ferric.flow', 'ferric_pump.running'],
  carbon_dose: ['reactor2.S_NO', 'reactor2.ORP'],
  chlorine_dose: ['contact.chlorine_inlet', 'contact.chlorine_outlet', 'disinfected.ORP', 'chlorine_pump.running'],
  uv_dose: ['uv.intensity', 'uv.power'],
};

/** Set-points that a command attack can change. */
export const COMMANDED = Object.keys(TELLTALES);

/** Columns of the sensors that tell of a set-point. */
export function telltaleColumns(setpoint: string, catalogue: readonly Sensor[]): Int32Array {
  const taps = TELLTALES[setpoint] ?? [];
  return Int32Array.from(catalogue.flatMap(({ tap }, column) => (taps.includes(tap) ? [column] : [])));
}
