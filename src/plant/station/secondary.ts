/** Pumps, levels and sludge blanket around reactors and settler: the signals of stages three and four. */

import type { ActivatedSludge } from '../activated-sludge.ts';
import { LAYERS } from '../settler.ts';
import { tapIndex } from '../taps.ts';
import { Q } from '../unit.ts';
import { PUMPING_KWH_PER_M3, pumpingPower, weirHead } from '../units/energy.ts';
import { PumpGroup } from '../units/pumps.ts';

/** Flow of one pump, m³/d: two of each carry the most that the loops may ask. */
const RECIRCULATION_PUMP = 55_000;
const RETURN_PUMP = 22_000;
/** Depth of the reactors to the crest of their weir [m], length of reactor and settler weirs [m] (estimates). */
const REACTOR_DEPTH = 4.5;
const REACTOR_WEIR = 20;
const SETTLER_WEIR = 130;
/** Scraper and suction bridge, kW (estimate). */
const BRIDGE_POWER = 2.2;

const RECIRCULATION = tapIndex('recirculation.flow');
const RECIRCULATION_PUMPS = [1, 2].map((i) => tapIndex(`recirculation_pump${i}.running`));
const RETURN_PUMPS = [1, 2].map((i) => tapIndex(`return_sludge_pump${i}.running`));
const WASTE_PUMP = tapIndex('waste_sludge_pump.running');
const BIOLOGY_LEVEL = tapIndex('biology.level');
const SETTLER_LEVEL = tapIndex('clarifier.level');
const BLANKET = tapIndex('clarifier.blanket');
const POWER = tapIndex('secondary.power');

export class SludgePumping {
  /** Set-points: return and waste sludge, m³/d. */
  Q_r: number;
  Q_w: number;
  /** Levers: `available` of the groups; the shares of their flow that return, waste and recirculation pumps give. */
  readonly recirculation = new PumpGroup(RECIRCULATION_PUMPS.length, 7);
  readonly returns = new PumpGroup(RETURN_PUMPS.length, 7);
  returnHealth = 1;
  wasteHealth = 1;
  /** Electrical power of return and waste pumps, bridge, and of recirculation, kW. */
  power = 0;
  recirculationPower = 0;

  readonly #sludge: ActivatedSludge;
  readonly #scale: number;

  /** @param scale size of the plant, 1 for 80,000 pe */
  constructor(sludge: ActivatedSludge, scale: number) {
    this.#sludge = sludge;
    this.#scale = scale;
    this.Q_r = sludge.Q_r;
    this.Q_w = sludge.Q_w;
  }

  minute(minute: number): void {
    const sludge = this.#sludge;
    const returnPump = RETURN_PUMP * this.#scale;
    const returning = this.returns.update(minute, Math.ceil(this.Q_r / returnPump));
    sludge.Q_r = Math.min(this.Q_r, returning * returnPump) * this.returnHealth;
    sludge.Q_w = this.Q_w * this.wasteHealth;
    this.recirculation.update(minute, Math.ceil(sludge.Q_intr / (RECIRCULATION_PUMP * this.#scale)));
    this.#limitRecirculation();
    this.power =
      pumpingPower(sludge.Q_r, PUMPING_KWH_PER_M3.returnSludge) +
      pumpingPower(sludge.Q_w, PUMPING_KWH_PER_M3.wasteSludge) +
      BRIDGE_POWER * this.#scale;
    this.recirculationPower = pumpingPower(sludge.Q_intr, PUMPING_KWH_PER_M3.internalRecycle);
  }

  writeSignals(y: Float64Array, at: number, truth: Float64Array): void {
    const sludge = this.#sludge;
    truth[RECIRCULATION] = sludge.Q_intr;
    for (let i = 0; i < RECIRCULATION_PUMPS.length; i++) truth[RECIRCULATION_PUMPS[i]] = this.recirculation.running[i];
    for (let i = 0; i < RETURN_PUMPS.length; i++) truth[RETURN_PUMPS[i]] = this.returns.running[i];
    truth[WASTE_PUMP] = sludge.Q_w > 0 ? 1 : 0;
    truth[BIOLOGY_LEVEL] = REACTOR_DEPTH + weirHead(sludge.feed[Q] + sludge.Q_r, REACTOR_WEIR * this.#scale);
    const { height } = sludge.settler.parameters;
    truth[SETTLER_LEVEL] = height + weirHead(sludge.effluent[Q], SETTLER_WEIR * this.#scale);
    truth[BLANKET] = blanketHeight(y, at + sludge.settlerAt, height, sludge.settler.parameters.X_t);
    truth[POWER] = this.power;
  }

  save(): number[] {
    const { Q_r, Q_w, returnHealth, wasteHealth, power, recirculationPower } = this;
    const scalars = [Q_r, Q_w, returnHealth, wasteHealth, power, recirculationPower];
    return [...scalars, ...this.recirculation.save(), ...this.returns.save()];
  }

  restore(saved: readonly number[]): void {
    [this.Q_r, this.Q_w, this.returnHealth, this.wasteHealth, this.power, this.recirculationPower] = saved;
    this.recirculation.restore(saved.slice(6, 6 + this.recirculation.saved));
    this.returns.restore(saved.slice(6 + this.recirculation.saved));
    this.#limitRecirculation();
  }

  /** The pumps that can run bound what the nitrate loop may ask for. */
  #limitRecirculation(): void {
    let able = 0;
    for (let i = 0; i < RECIRCULATION_PUMPS.length; i++) able += this.recirculation.available[i];
    this.#sludge.recirculationLimit = able * RECIRCULATION_PUMP * this.#scale;
  }
}

/** Height of the sludge blanket [m]: full layers above the threshold from the bottom up, then a part of the next. */
function blanketHeight(y: Float64Array, at: number, height: number, threshold: number): number {
  const layer = height / LAYERS;
  let blanket = 0;
  for (let j = LAYERS - 1; j >= 0; j--) {
    const solids = y[at + j];
    if (solids < threshold) return blanket + (layer * Math.max(0, solids)) / threshold;
    blanket += layer;
  }
  return blanket;
}
