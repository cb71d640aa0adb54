/** Test and bench support: a station of any size with all sensor types, and a frame of plausible readings. */

import { createFrame, type Frame, QUALITY } from '../../core/frame.ts';
import { type ExposedSensor, StationExposition } from './station.ts';

const TYPES =
  `ph o2_dissous turbidite debit temperature pression conductivite azote phosphore mes dco dbo5 metaux_lourds
  chlore_residuel ammoniac nitrates nitrites consommation_energie status_pompes redox niveau voile_boues h2s methane
  transmittance_uv`.split(/\s+/);

export const FAKE_TIME = Date.UTC(2026, 0, 1);

export function fakeSensors(count: number): ExposedSensor[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `FAKE-${String(i).padStart(6, '0')}`,
    type: TYPES[i % TYPES.length],
    stage: 'traitement_biologique',
    location: 'Reactor 5, outlet end, "deep" probe',
    unit: 'mg/L',
  }));
}

/** Frame `seq`: two decimals a reading, all good. */
export function fakeFrame(count: number, seq = 0): Frame {
  const frame = createFrame(count);
  frame.seq = seq;
  frame.time = FAKE_TIME + 5_000 * seq;
  for (let i = 0; i < count; i++) frame.values[i] = (((i + seq) * 7_919) % 20_011) / 100;
  frame.quality.fill(QUALITY.good);
  return frame;
}

export function fakeExposition(sensors: number): StationExposition {
  const exposition = new StationExposition({
    sensors: fakeSensors(sensors),
    anomalyKinds: ['sensor_fault', 'sensor_drift', 'pollution_spike', 'process_malfunction', 'cyberattack'],
    build: { version: '0.0.0' },
  });
  exposition.observe(fakeFrame(sensors));
  exposition.setCompliance({ score: 97.5, efficiency: { dbo5: 95.1, dco: 91 } });
  return exposition;
}
