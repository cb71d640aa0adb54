/** The names under which flow, rain and air temperature are found in a recorded file when nobody says. */

/** Compared without case. The first name that a file has is taken; of two that both occur the earlier wins. */
export const RECORD_COLUMNS = {
  flow: ['flow', 'q', 'debit', 'débit', 'inflow', 'discharge', 'flow_m3_h', 'flow_m3h', 'debit_m3_h', 'zufluss'],
  rain: ['rain', 'precip', 'acc_precip', 'rainfall', 'precipitation', 'pluie', 'rain_mm', 'niederschlag'],
  temperature: [
    'air_temperature',
    'temp',
    'mean_temp',
    'temperature',
    'air_temp',
    'temp_air',
    't_air',
    'temperature_air',
    'température',
  ],
} as const;
export type RecordColumn = keyof typeof RECORD_COLUMNS;

/** What a cell may be; a flow meter at rest may read 0, never less. */
export const RECORD_LIMITS = {
  flow: { min: 0, max: 1e8 },
  rain: { min: 0, max: 1_000 },
  temperature: { min: -70, max: 60 },
} as const satisfies Record<RecordColumn, { min: number; max: number }>;
