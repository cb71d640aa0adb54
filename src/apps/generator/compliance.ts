/** Feeds the compliance monitor with the plant's truth, once a simulated minute. */

import { ComplianceMonitor } from '../../compliance/monitor.ts';
import { EFFLUENT_CHANNELS, INFLUENT_CHANNELS, PARAMETERS, WATER } from '../../compliance/parameters.ts';
import type { Frame } from '../../core/frame.ts';
import { MINUTE_MS } from '../../core/time.ts';
import type { Simulation } from '../../pipeline/simulation.ts';
import { type Config, limitOptions } from '../config/schema.ts';

const QUANTITIES = Object.keys(WATER);

export class ComplianceFeed {
  readonly monitor: ComplianceMonitor;
  readonly #simulation: Simulation;
  readonly #influentTaps = QUANTITIES.slice(0, INFLUENT_CHANNELS + 1).map((quantity) => `influent.${quantity}`);
  readonly #effluentTaps = QUANTITIES.map((quantity) => `outlet.${quantity}`);
  readonly #influent = new Float64Array(INFLUENT_CHANNELS + 1);
  readonly #effluent = new Float64Array(EFFLUENT_CHANNELS + 1);
  #minute = Number.NaN;

  /** @throws ConfigError where the regulation does not know a plant of this kind */
  constructor(simulation: Simulation, config: Config) {
    this.#simulation = simulation;
    this.monitor = new ComplianceMonitor(limitOptions(config));
  }

  /** To be called for every frame; looks at the first of each minute. */
  frame({ time }: Frame): void {
    const minute = Math.floor(time / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    fill(this.#influent, this.#influentTaps, this.#simulation);
    fill(this.#effluent, this.#effluentTaps, this.#simulation);
    this.monitor.minute(minute * MINUTE_MS, this.#influent, this.#effluent);
  }

  /** Removal over the last 24 h by parameter, %; null where unknown. */
  efficiency(): Record<string, number | null> {
    const { efficiency } = this.monitor;
    return Object.fromEntries(
      PARAMETERS.map((parameter, i) => [parameter, Number.isNaN(efficiency[i]) ? null : efficiency[i]]),
    );
  }
}

function fill(water: Float64Array, taps: readonly string[], simulation: Simulation): void {
  for (let i = 0; i < taps.length; i++) water[i] = simulation.truth(taps[i]);
}
