/**
 * Anaerobic digester with its gas dome: a live two-step model in the plant's own components.
 *
 * Activated sludge dies and turns into X_S and inert X_P; X_S and X_ND hydrolyse (first order); one anaerobic biomass
 * takes up the products and makes methane (Monod, held back by free ammonia and acidity). Volatile acids are a share
 * of S_S and use up bicarbonate, so an overloaded digester sours as real ones do. Fitted to the steady state of ADM1
 * in BSM2 (see docs/plant-units.md for how near it comes); the forms are those of ADM1 (Batstone et al. 2002).
 *
 * The water's outlet carries the biomass as BSM2's interface does, 79 % X_S and 21 % X_P. Methane, carbon dioxide and
 * dinitrogen leave as gas. Methane's solubility and the carbon released by decay are neglected.
 */

import { C, COD_N2, COD_NITRATE, COD_NITRITE, I_XB, I_XP, STATION_COMPONENTS } from '../components.ts';
import { pHOf, pK1 } from '../measure/carbonate.ts';
import { tapIndex } from '../taps.ts';
import { Q, type Stream, type Unit } from '../unit.ts';
import { DIGESTER, DIGESTER_RANGES, type DigesterParameters } from './digester-parameters.ts';
import { MIXING_KW_PER_M3, weirHead } from './energy.ts';
import { withDefaults } from './parameters.ts';

const BIOMASS = STATION_COMPONENTS;
const GAS_CH4 = BIOMASS + 1;
const GAS_CO2 = BIOMASS + 2;
const STATES = BIOMASS + 3;

/** What anaerobic biomass contains, g/g COD, and what becomes of it in the outlet (BSM2's interface). */
export const BIOMASS_N = I_XB;
export const BIOMASS_P = 0.01;
const TO_X_P = 0.21;
const TO_X_S = 1 - TO_X_P;
const TO_X_ND = BIOMASS_N - TO_X_P * I_XP;
/** Its decay: ADM1's disintegration of composites, without the degradable parts told apart. */
const DECAY_S_I = 0.1;
const DECAY_X_P = 0.2;
const DECAY_X_S = 0.7;
/** P of organics and activated sludge as in the component table; charge of a g of phosphate P. */
const P_ORGANIC = 0.01;
const P_SLUDGE = 0.02;
const CHARGE_P = 1.5 / 31;
/** COD of methane, g/mol; carbon of biomass, mol/g COD (ADM1). */
export const COD_CH4 = 64;
const BIOMASS_CARBON = 0.0313;
/** Oxidants are gone within a quarter of an hour, 1/d. */
const REDUCTION = 100;
const ATMOSPHERE = 1.013;
/** bar m³/(mol K) */
const R = 8.3145e-5;
const CO2_MOL_PER_M3_BAR = 35;

const {
  S_I,
  S_S,
  X_I,
  X_S,
  X_BH,
  X_BA,
  X_P,
  S_O,
  S_NO,
  S_NH,
  S_ND,
  X_ND,
  S_ALK,
  S_NO2,
  X_NOB,
  S_PO4,
  X_MeOH,
  X_MeP,
  S_CO2,
  T,
} = C;

const LEVEL = tapIndex('digester.level');
const PRESSURE = tapIndex('digester.pressure');
const GAS_FLOW = tapIndex('digester.gas_flow');
const METHANE = tapIndex('digester.methane');
const H2S = tapIndex('digester.h2s');
const PH = tapIndex('digester.pH');
const FEED_PUMP = tapIndex('digester_feed_pump.running');

export class Digester implements Unit {
  readonly states = STATES;
  readonly parameters: DigesterParameters;
  /** Lever: activity of the anaerobic biomass, 1 normal, towards 0 poisoned. */
  activity = 1;
  /** Lever: the heater, 1 works, 0 failed. */
  heatingHealth = 1;
  /** Lever: gas that escapes before the meter, as a share. */
  gasLeak = 0;

  readonly #inlets: readonly Stream[];
  readonly #out: Stream;
  /** At the content's temperature, renewed each minute: rates relative to 35 °C, K1 and Ka [mol/m³], Henry, vapour [bar]. */
  #warmth = 1;
  #acidity = 0;
  #ammoniaAcidity = 0;
  #henry = 0;
  #vapour = 0;

  /** @param inlets at least one: thickened waste sludge, primary sludge */
  constructor(inlets: readonly Stream[], out: Stream, overrides: Partial<DigesterParameters> = {}) {
    this.#inlets = inlets;
    this.#out = out;
    this.parameters = withDefaults('digester', DIGESTER, overrides, DIGESTER_RANGES);
    this.#setTemperature(this.parameters.temperature);
  }

  /** BSM2's digester in its steady state; phosphorus, iron and metals as a plant with ferric dosing has them. */
  initialise(y: Float64Array, at: number): void {
    y.fill(0, at, at + STATES);
    y[at + S_I] = 130;
    y[at + S_S] = 260;
    y[at + X_I] = 10_360;
    y[at + X_S] = 450;
    y[at + X_P] = 6900;
    y[at + X_BH] = 180;
    y[at + S_NH] = 1310;
    y[at + S_ND] = 5;
    y[at + X_ND] = 30;
    y[at + S_ALK] = 98;
    y[at + S_PO4] = 40;
    y[at + X_MeP] = 1200;
    y[at + X_MeOH] = 100;
    y[at + C.X_MIN] = 4000;
    y[at + S_CO2] = 9.5;
    y[at + C.S_ION] = 500;
    y[at + C.S_ME] = 20;
    y[at + C.X_ME] = 14_000;
    y[at + T] = this.parameters.temperature;
    y[at + BIOMASS] = 2980;
    y[at + GAS_CH4] = 25.8;
    y[at + GAS_CO2] = 13.5;
    this.#setTemperature(y[at + T]);
  }

  /** States: concentrations, anaerobic biomass [g COD/m³], methane and carbon dioxide of the dome [mol/m³ of gas]. */
  derive(y: Float64Array, at: number, dy: Float64Array): void {
    this.#exchange(y, at, dy);
    this.#react(y, at, dy);
  }

  /** Renews what depends on the content's temperature. */
  minute(_minute: number, y: Float64Array, at: number): void {
    this.#setTemperature(y[at + T]);
  }

  /** Methane made and metered, kg/d. */
  methaneFlow(y: Float64Array, at: number): number {
    return this.gasFlow(y, at) * y[at + GAS_CH4] * 0.016_04 * (1 - this.gasLeak);
  }

  /** Gas that leaves the dome, m³/d at its pressure and temperature; a part of it by a leak, `gasLeak`. */
  gasFlow(y: Float64Array, at: number): number {
    const excess = this.#pressure(y, at) - ATMOSPHERE;
    return excess > 0 ? this.parameters.k_P * excess : 0;
  }

  /** bar */
  #pressure(y: Float64Array, at: number): number {
    return R * (y[at + T] + 273.15) * (y[at + GAS_CH4] + y[at + GAS_CO2]) + this.#vapour;
  }

  /** Electrical power, kW: mixing. */
  get power(): number {
    return MIXING_KW_PER_M3 * this.parameters.volume;
  }

  /** Call it after `measurePoint` of the digester: its pH takes the volatile acids into account. */
  writeSignals(y: Float64Array, at: number, truth: Float64Array): void {
    const { depth, h2s } = this.parameters;
    const pressure = this.#pressure(y, at);
    const methane = y[at + GAS_CH4];
    const dry = methane + y[at + GAS_CO2];
    truth[LEVEL] = depth + weirHead(this.#out[Q], 0.5);
    truth[PRESSURE] = (pressure - ATMOSPHERE) * 100;
    truth[GAS_FLOW] = ((this.gasFlow(y, at) * pressure) / ATMOSPHERE / 24) * (1 - this.gasLeak);
    truth[METHANE] = dry > 0 ? (100 * methane) / dry : 0;
    // Iron binds sulphide: halved by 1 g/L of its solids (estimate).
    truth[H2S] = h2s / (1 + (y[at + X_MeOH] + y[at + X_MeP]) / 1000);
    truth[PH] = pHOf(this.#bicarbonate(y, at), y[at + S_CO2], y[at + T]);
    truth[FEED_PUMP] = this.#out[Q] > 0 ? 1 : 0;
  }

  save(): number[] {
    return [
      this.activity,
      this.heatingHealth,
      this.gasLeak,
      this.#warmth,
      this.#acidity,
      this.#ammoniaAcidity,
      this.#henry,
      this.#vapour,
    ];
  }

  restore(saved: readonly number[]): void {
    [this.activity, this.heatingHealth, this.gasLeak] = saved;
    [this.#warmth, this.#acidity, this.#ammoniaAcidity, this.#henry, this.#vapour] = saved.slice(3);
  }

  /** mol/m³: what volatile acids leave of the alkalinity. */
  #bicarbonate(y: Float64Array, at: number): number {
    const left = y[at + S_ALK] - (this.parameters.f_VFA * y[at + S_S]) / COD_CH4;
    return left > 1 ? left : 1;
  }

  /** What the inlets bring and the outlet takes; it carries the biomass as components. */
  #exchange(y: Float64Array, at: number, dy: Float64Array): void {
    const inlets = this.#inlets;
    const out = this.#out;
    const perVolume = 1 / this.parameters.volume;
    const first = inlets[0];
    const firstRate = first[Q] * perVolume;
    let flow = first[Q];
    for (let i = 0; i < STATION_COMPONENTS; i++) {
      const c = y[at + i];
      out[i] = c;
      dy[at + i] = firstRate * (first[i] - c);
    }
    for (let k = 1; k < inlets.length; k++) {
      const inlet = inlets[k];
      const rate = inlet[Q] * perVolume;
      flow += inlet[Q];
      for (let i = 0; i < STATION_COMPONENTS; i++) dy[at + i] += rate * (inlet[i] - y[at + i]);
    }
    const biomass = y[at + BIOMASS];
    dy[at + BIOMASS] = -flow * perVolume * biomass;
    out[X_S] += TO_X_S * biomass;
    out[X_P] += TO_X_P * biomass;
    out[X_ND] += TO_X_ND * biomass;
    out[Q] = flow;
  }

  #react(y: Float64Array, at: number, dy: Float64Array): void {
    const { volume, gasVolume, temperature, maxHeating, death, f_inert, k_h, k_a, k_m, K_S, Y, b, K_NH3, K_H } =
      this.parameters;
    const { f_VFA, carbon, k_PRE, kLa } = this.parameters;
    const sS = y[at + S_S];
    const biomass = y[at + BIOMASS];

    const dying = death * (y[at + X_BH] + y[at + X_BA] + y[at + X_NOB]);
    const hydrolysis = k_h * this.#warmth;
    const dissolving = hydrolysis * y[at + X_S];
    const dissolvingN = hydrolysis * y[at + X_ND];
    const ammonifying = k_a * y[at + S_ND];
    const decaying = b * biomass;
    const alkaline = y[at + S_ALK] - (f_VFA * sS) / COD_CH4;
    const protons = (this.#acidity * y[at + S_CO2]) / (alkaline > 1 ? alkaline : 1);
    const freeAmmonia = ((y[at + S_NH] / 14) * this.#ammoniaAcidity) / (this.#ammoniaAcidity + protons);
    const inhibition = 1 / ((1 + freeAmmonia / K_NH3) * (1 + (protons * protons) / (K_H * K_H)));
    const uptake = ((k_m * this.#warmth * this.activity * biomass * sS) / (K_S + sS)) * inhibition;
    const reducing = (REDUCTION * sS) / (10 + sS);
    const oxygen = reducing * y[at + S_O];
    const nitrate = reducing * y[at + S_NO];
    const nitrite = reducing * y[at + S_NO2];
    const oxidised = oxygen + (COD_NITRATE - COD_N2) * nitrate + (COD_NITRITE - COD_N2) * nitrite;
    const precipitating = k_PRE * y[at + S_PO4] * y[at + X_MeOH];

    const ammonia = ammonifying - BIOMASS_N * Y * uptake;
    const phosphate =
      (P_SLUDGE - P_ORGANIC) * dying +
      (P_ORGANIC - BIOMASS_P * Y) * uptake +
      P_ORGANIC * oxidised +
      (BIOMASS_P - P_ORGANIC * (DECAY_X_P + DECAY_X_S)) * decaying -
      precipitating;
    const alkalinity = (ammonia + nitrate + nitrite) / 14 - CHARGE_P * phosphate;
    const substrate = dissolving - uptake - oxidised;

    dy[at + S_I] += DECAY_S_I * decaying;
    dy[at + S_S] += substrate;
    dy[at + X_S] += (1 - f_inert) * dying + DECAY_X_S * decaying - dissolving;
    dy[at + X_BH] -= death * y[at + X_BH];
    dy[at + X_BA] -= death * y[at + X_BA];
    dy[at + X_NOB] -= death * y[at + X_NOB];
    dy[at + X_P] += f_inert * dying + DECAY_X_P * decaying;
    dy[at + S_O] -= oxygen;
    dy[at + S_NO] -= nitrate;
    dy[at + S_NO2] -= nitrite;
    dy[at + S_NH] += ammonia;
    dy[at + S_ND] += dissolvingN - ammonifying;
    dy[at + X_ND] += (I_XB - f_inert * I_XP) * dying + (BIOMASS_N - DECAY_X_P * I_XP) * decaying - dissolvingN;
    dy[at + S_ALK] += alkalinity;
    dy[at + S_PO4] += phosphate;
    dy[at + X_MeOH] -= 3.45 * precipitating;
    dy[at + X_MeP] += 4.87 * precipitating;
    dy[at + BIOMASS] += Y * uptake - decaying;

    // Gas: carbon that goes neither into biomass nor into methane is CO2 or, with the alkalinity made, bicarbonate;
    // acids that form drive CO2 out of bicarbonate.
    const methane = ((1 - Y) * uptake) / COD_CH4;
    const inorganic = (carbon - Y * BIOMASS_CARBON) * uptake - methane + carbon * oxidised;
    const rt = R * (y[at + T] + 273.15);
    const stripping = kLa * (y[at + S_CO2] - this.#henry * rt * y[at + GAS_CO2]);
    dy[at + S_CO2] += inorganic - alkalinity + (f_VFA / COD_CH4) * substrate - stripping;
    const exchange = this.gasFlow(y, at) / gasVolume;
    const perGas = volume / gasVolume;
    dy[at + GAS_CH4] = methane * perGas - exchange * y[at + GAS_CH4];
    dy[at + GAS_CO2] = stripping * perGas - exchange * y[at + GAS_CO2];

    // A heater that works up to its limit, and losses to the surroundings (2 % of the difference a day, estimate).
    const heat = 20 * (temperature - y[at + T]);
    const limited = Math.min(maxHeating, Math.max(0, heat));
    dy[at + T] += this.heatingHealth * limited - 0.02 * (y[at + T] - 15);
  }

  /** Temperature corrections of the constants: van 't Hoff with ADM1's enthalpies; rates by 1.05 a kelvin (estimate). */
  #setTemperature(celsius: number): void {
    const step = 1 / 298.15 - 1 / (celsius + 273.15);
    this.#warmth = 1.05 ** (celsius - 35);
    this.#acidity = 10 ** (3 - pK1(celsius));
    this.#ammoniaAcidity = 10 ** (3 - 9.25) * Math.exp((51_965 / 8.3145) * step);
    this.#henry = CO2_MOL_PER_M3_BAR * Math.exp((-19_410 / 8.3145) * step);
    this.#vapour = 0.0313 * Math.exp(5290 * step);
  }
}
