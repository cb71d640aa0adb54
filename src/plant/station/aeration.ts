/** Blowers, air header and diffusers: what the air for the oxygen transfer costs, and what fails when blowers do. */

import type { ActivatedSludge } from '../activated-sludge.ts';
import { INFLUENT } from '../influent/source.ts';
import { tapIndex } from '../taps.ts';
import { blowerPower, reactorMixingPower } from '../units/energy.ts';
import { PumpGroup } from '../units/pumps.ts';

/** Oxygen in air, kg/Nm³, and the share of it that dissolves per pass in mixed liquor (fine bubbles, 4.5 m, α 0.6). */
const OXYGEN_IN_AIR = 0.299;
const TRANSFER_EFFICIENCY = 0.17;
/** Saturation at 15 °C for which KLa is stated, kg/m³ (BSM1). */
const SATURATION = 0.008;
/** Capacity of one blower, Nm³/h: two carry the peak of a summer day, the third stands by. */
const BLOWER_CAPACITY = 6000;
const BLOWER_EFFICIENCY = 0.7;
/** Outside air and 4.5 m of water above the diffusers, kPa; losses of pipes and diffusers at one blower's full flow. */
const ATMOSPHERE = 101.3;
const SUBMERGENCE = 4.5 * 9.81;
const LOSSES_AT_CAPACITY = 2.5;

/** Share of its sludge that the water flowing through an anoxic reactor keeps up without a mixer (estimate). */
const SUSPENDED_BY_FLOW = 0.35;

const AIR_FLOW = tapIndex('aeration.air_flow');
const PRESSURE = tapIndex('aeration.header_pressure');
const POWER = tapIndex('aeration.power');
const BLOWERS = [1, 2, 3].map((i) => tapIndex(`blower${i}.running`));
const MIXERS = [1, 2].map((i) => tapIndex(`mixer${i}.running`));
const MIXING = tapIndex('mixing.power');
const KLA = [3, 4, 5].map((r) => tapIndex(`reactor${r}.KLa`));

export class Aeration {
  /** Levers: `blowers.available`, and of each blower the share of its capacity that it gives. */
  readonly blowers = new PumpGroup(BLOWERS.length);
  readonly blowerHealth = new Float64Array(BLOWERS.length).fill(1);
  /** Lever: 1 the mixer of anoxic reactor 1 or 2 turns, 0 it has failed and sludge sinks to the floor. */
  readonly mixers = new Float64Array(MIXERS.length).fill(1);
  /** Electrical power, kW. */
  power = 0;
  mixingPower = 0;

  readonly #sludge: ActivatedSludge;
  /** Of one blower, Nm³/h. */
  readonly #capacity: number;
  #airFlow = 0;

  /** @param scale size of the plant, 1 for 80,000 pe */
  constructor(sludge: ActivatedSludge, scale: number) {
    this.#sludge = sludge;
    this.#capacity = BLOWER_CAPACITY * scale;
  }

  /** Runs blowers by demand; when they cannot deliver, every reactor gets its share of what there is. */
  minute(minute: number, influent: Float64Array): void {
    const { KLa, volumes, aerationFactor } = this.#sludge;
    let demand = 0;
    this.mixingPower = 0;
    for (let r = 0; r < KLa.length; r++) {
      // Control loops give nothing below zero, but KLa may be set by hand; no air flows back.
      const transfer = Math.max(0, KLa[r]);
      demand += (transfer * volumes[r] * SATURATION) / 24 / (OXYGEN_IN_AIR * TRANSFER_EFFICIENCY);
      if (r < this.mixers.length) this.mixingPower += this.mixers[r] * reactorMixingPower(volumes[r], KLa[r]);
    }
    this.#suspend();
    this.blowers.update(minute, demand > 0 ? Math.ceil(demand / this.#capacity) : 0);
    let capacity = 0;
    for (let i = 0; i < this.blowerHealth.length; i++) {
      capacity += this.blowers.running[i] * this.blowerHealth[i] * this.#capacity;
    }
    const factor = demand > capacity ? capacity / demand : 1;
    aerationFactor.fill(factor);
    this.#airFlow = demand * factor;
    this.power = blowerPower(
      this.#airFlow,
      ATMOSPHERE,
      ATMOSPHERE + this.#gauge(),
      influent[INFLUENT.airTemperature],
      BLOWER_EFFICIENCY,
    );
  }

  writeSignals(truth: Float64Array): void {
    truth[AIR_FLOW] = this.#airFlow;
    truth[PRESSURE] = this.#gauge();
    truth[POWER] = this.power;
    truth[MIXING] = this.mixingPower;
    for (let i = 0; i < BLOWERS.length; i++) truth[BLOWERS[i]] = this.blowers.running[i];
    for (let i = 0; i < MIXERS.length; i++) truth[MIXERS[i]] = this.mixers[i];
    for (let i = 0; i < KLA.length; i++) {
      truth[KLA[i]] = Math.max(0, this.#sludge.KLa[i + 2]) * this.#sludge.aerationFactor[i + 2];
    }
  }

  save(): number[] {
    return [this.#airFlow, this.power, this.mixingPower, ...this.blowerHealth, ...this.mixers, ...this.blowers.save()];
  }

  restore(saved: readonly number[]): void {
    [this.#airFlow, this.power, this.mixingPower] = saved;
    this.blowerHealth.set(saved.slice(3, 6));
    this.mixers.set(saved.slice(6, 8));
    this.blowers.restore(saved.slice(8));
    this.#suspend();
  }

  #suspend(): void {
    for (let r = 0; r < this.mixers.length; r++) {
      this.#sludge.suspended[r] = 1 - (1 - SUSPENDED_BY_FLOW) * (1 - this.mixers[r]);
    }
  }

  /** Pressure of the header above the atmosphere, kPa; without flow the water column alone stands against it. */
  #gauge(): number {
    const share = this.#airFlow / this.#capacity;
    return SUBMERGENCE + LOSSES_AT_CAPACITY * share * share;
  }
}
