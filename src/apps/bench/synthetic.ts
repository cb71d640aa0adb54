/**
 * A stand-in for the station where a benchmark is about what comes after it: instruments with a daily rhythm,
 * noise and a resolution like real ones, pumps that switch, now and then a missing reading; next to no cost.
 */

import { type Frame, QUALITY } from '../../core/frame.ts';
import { RandomStream } from '../../core/random.ts';
import { DAY_MS, TICK_MS } from '../../core/time.ts';
import type { FrameSource, SensorInfo } from '../../pipeline/simulation.ts';

const SEED = 1;
const START = Date.UTC(2026, 0, 1);
/** Standard normals drawn once: drawing them anew would be most of the cost. A prime, so that nothing repeats. */
const NOISES = 16_381;
/** Every seventh instrument is a pump's status, as in the catalogue. */
const PUMP_EVERY = 7;
/** Typical values and decimals of flow, conductivity or turbidity, pH, concentrations. */
const KINDS = [
  { type: 'debit', mean: 20_000, decimals: 0 },
  { type: 'mes', mean: 400, decimals: 1 },
  { type: 'ph', mean: 7, decimals: 2 },
  { type: 'o2_dissous', mean: 2, decimals: 2 },
] as const;

export class SyntheticSimulation implements FrameSource {
  readonly sensors: readonly SensorInfo[];
  readonly startTime = START;
  readonly #noise = new Float64Array(NOISES);
  #seq = 0;

  constructor(sensors = 127) {
    this.sensors = Array.from({ length: sensors }, (_, i) => ({
      id: `SYN-${String(i).padStart(6, '0')}`,
      type: isPump(i) ? 'status_pompes' : kindOf(i).type,
      stage: 'traitement_biologique',
      location: 'Reactor 5, outlet end',
      tap: 'reactor5.S_O',
      unit: isPump(i) ? '1' : 'mg/L',
      range: [0, 1e6],
    }));
    const random = new RandomStream(SEED, 'bench/synthetic');
    for (let i = 0; i < NOISES; i++) this.#noise[i] = random.normal();
  }

  next(frame: Frame): void {
    const seq = this.#seq++;
    frame.seq = seq;
    frame.time = START + seq * TICK_MS;
    const rhythm = Math.sin((2 * Math.PI * seq * TICK_MS) / DAY_MS);
    const { values, quality } = frame;
    for (let i = 0; i < values.length; i++) {
      const noise = this.#noise[(seq * 131 + i * 977) % NOISES];
      const isMissing = noise > 3.3;
      const { mean, decimals } = kindOf(i);
      const power = 10 ** decimals;
      const reading = Math.round(mean * (1 + 0.2 * rhythm + 0.01 * noise) * power) / power;
      const running = Math.floor(seq / (500 + i)) % 2;
      values[i] = isMissing ? Number.NaN : isPump(i) ? running : reading;
      quality[i] = isMissing ? QUALITY.missing : QUALITY.good;
    }
  }

  readLabels(kinds: Uint8Array, events: Uint32Array): void {
    kinds.fill(0);
    events.fill(0);
  }
}

function isPump(sensor: number): boolean {
  return sensor % PUMP_EVERY === 0;
}

function kindOf(sensor: number): (typeof KINDS)[number] {
  return KINDS[sensor % KINDS.length];
}
