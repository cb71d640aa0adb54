/** Test support: a small fake station with values that can be told in advance, and a clock moved by hand. */

import { FakeAnomalies } from '../anomalies/control.fake.ts';
import type { Clock } from '../core/clock.ts';
import { ConfigError } from '../core/errors.ts';
import { type Frame, QUALITY } from '../core/frame.ts';
import { TICK_MS } from '../core/time.ts';
import type { SensorInfo, Simulation } from './simulation.ts';

export const FAKE_START = Date.UTC(2026, 0, 1);

const TYPES = ['ph', 'debit', 'o2_dissous', 'temperature'];
const STAGES = ['pretraitement', 'traitement_biologique', 'sortie_controle'] as const;

export class FakeSimulation implements Simulation {
  readonly sensors: SensorInfo[];
  readonly startTime = FAKE_START;
  readonly anomalies = new FakeAnomalies();
  /** Throws at this frame when set. */
  failAt = Number.POSITIVE_INFINITY;
  /** Called within every tick, for a fake that takes time. */
  onTick: () => void = () => {};
  #seq = 0;
  #oxygen = 2;

  constructor(sensors = 5) {
    this.sensors = Array.from({ length: sensors }, (_, i) => ({
      id: `FAKE-${i}`,
      type: TYPES[i % TYPES.length],
      stage: STAGES[i % STAGES.length],
      location: `place ${i}`,
      tap: 'outlet.pH',
      unit: '[pH]',
      range: [0, 1e9],
    }));
  }

  /** Reading `i` of frame `seq` is `seq + i / 8`; every sensor is good. */
  next(frame: Frame): void {
    this.onTick();
    if (this.#seq >= this.failAt) throw new Error('the fake broke');
    frame.seq = this.#seq;
    frame.time = FAKE_START + this.#seq * TICK_MS;
    for (let i = 0; i < this.sensors.length; i++) {
      frame.values[i] = this.#seq + i / 8;
      frame.quality[i] = QUALITY.good;
    }
    this.#seq++;
  }

  /** Labels the readings of the frame with this sequence number; all are normal unless a test says otherwise. */
  label: (kinds: Uint8Array, events: Uint32Array, seq: number) => void = () => {};

  readLabels(kinds: Uint8Array, events: Uint32Array): void {
    kinds.fill(0);
    events.fill(0);
    this.label(kinds, events, this.#seq - 1);
  }

  setpoints() {
    return [{ name: 'oxygen', label: 'Oxygen', unit: 'mg/L', min: 0, max: 8, value: this.#oxygen }];
  }

  setSetpoint(name: string, value: number): void {
    if (name !== 'oxygen') throw new ConfigError({ where: 'setpoint', got: name, expected: '"oxygen"' });
    if (!(value >= 0 && value <= 8)) {
      throw new ConfigError({ where: `setpoint ${name}`, got: value, expected: 'a number from 0 to 8 mg/L' });
    }
    this.#oxygen = value;
  }

  /** Clean water: everything at the inlet is 200, at the outlet 5, and the same flow passes both. */
  truth(tap: string): number {
    if (tap.endsWith('.Q')) return 20_000;
    if (tap === 'outlet.pH') return 7.25;
    return tap.startsWith('influent.') ? 200 : tap.startsWith('outlet.') ? 5 : Number.NaN;
  }
}

/** Time stands still until `advance`; what is due is called in order of time. */
export class ManualClock implements Clock {
  #now = 0;
  #waiting: { at: number; action: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, action: () => void): () => void {
    const entry = { at: this.#now + delayMs, action };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  /** Lets time pass as it does within a busy computation: nothing is called. */
  spend(ms: number): void {
    this.#now += ms;
  }

  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#waiting.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== due);
      this.#now = Math.max(this.#now, due.at);
      due.action();
      if (this.#now > until) return;
    }
    this.#now = until;
  }
}
