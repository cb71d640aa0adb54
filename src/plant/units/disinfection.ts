/**
 * Disinfection: ultraviolet lamps, then chlorine in a contact tank of three mixed compartments, then the outlet weir.
 *
 * The components of the water pass unchanged and without delay, but for the oxygen that the weir adds; the chlorine
 * residual is the only state. UV dose and germs follow from the water and the machines as they are now.
 */

import { MINUTES_PER_DAY } from '../../core/time.ts';
import { oxygenSaturation } from '../biology/parameters.ts';
import { C, STATION_COMPONENTS } from '../components.ts';
import { absorbance254 } from '../measure/measure.ts';
import { tapIndex } from '../taps.ts';
import { Q, type Stream, type Unit } from '../unit.ts';
import { suspendedSolids } from './contents.ts';
import { weirHead } from './energy.ts';
import { type Ranges, withDefaults } from './parameters.ts';

export interface DisinfectionParameters {
  /** Chlorine dosed in proportion to the flow, g/m³: a set-point. */
  chlorineDose: number;
  /** Contact tank, m³; the time that a tenth of the water is quicker through it, per mean retention time. */
  contactVolume: number;
  t10: number;
  /** Instant demand: of pure background [g/m³], per soluble COD, per solids, per nitrite N [g/g]. */
  demand: number;
  demandPerCod: number;
  demandPerSolids: number;
  demandPerNitrite: number;
  /** Decay of the residual at 20 °C, 1/d. */
  decay: number;
  /** Collins–Selleck: lag [g min/m³] and slope. */
  lag: number;
  slope: number;
  /** UV dose aimed at, mJ/cm²: a set-point. */
  uvDose: number;
  /** Irradiated volume, m³; intensity at the sleeves of new lamps at full power, mW/cm²; path to the wall, cm. */
  uvVolume: number;
  uvIntensity: number;
  uvPath: number;
  /** Distance of the intensity sensor from a sleeve, cm. */
  uvSensor: number;
  /** Decimal inactivation per dose, cm²/mJ; share of the germs that particles shelter, per g/m³ of solids. */
  uvRate: number;
  uvShelter: number;
  /** Lamps at full power, kW; the least to which they dim. */
  uvPower: number;
  uvDimmed: number;
  /** E. coli of the filtered water: per 100 mL and g/m³ of solids, besides as many as 1 g/m³ brings. */
  ecoliPerSolids: number;
  /** Fall at the outlet weir, m; quality factor of the water there. */
  weirFall: number;
  weirQuality: number;
  /** Length of the outlet weir, m; water below its crest, m; channel after the contact tank, m³. */
  weirLength: number;
  weirDepth: number;
  channelVolume: number;
}

/**
 * Demand 3–8 g/m³ for secondary effluent, less when filtered, nitrite 71/14 by stoichiometry; decay 0.5–1.5 /h;
 * Collins–Selleck b 3, n 2.8 for faecal coliforms; UV 0.1 cm²/mJ until tailing at 3–4 decades: Metcalf & Eddy (2014).
 * Volumes, lamps and germs are estimates for the plant's size.
 */
export const DISINFECTION: Readonly<DisinfectionParameters> = {
  chlorineDose: 7,
  contactVolume: 300,
  t10: 0.7,
  demand: 0.3,
  demandPerCod: 0.08,
  demandPerSolids: 0.05,
  demandPerNitrite: 5.07,
  decay: 24,
  lag: 3,
  slope: 2.8,
  uvDose: 20,
  uvVolume: 1.2,
  uvIntensity: 14,
  uvPath: 5,
  uvSensor: 2,
  uvRate: 0.1,
  uvShelter: 3e-4,
  uvPower: 24,
  uvDimmed: 0.5,
  ecoliPerSolids: 2e4,
  weirFall: 0.5,
  weirQuality: 1.2,
  weirLength: 1,
  weirDepth: 0.3,
  channelVolume: 100,
};

const RANGES: Ranges<DisinfectionParameters> = {
  chlorineDose: [0, 50],
  contactVolume: [10, 1e5],
  t10: [0.1, 1],
  demand: [0, 10],
  demandPerCod: [0, 1],
  demandPerSolids: [0, 1],
  demandPerNitrite: [0, 10],
  decay: [0, 100],
  lag: [0.1, 20],
  slope: [0.5, 5],
  uvDose: [0, 200],
  uvVolume: [0.1, 100],
  uvIntensity: [0.1, 1000],
  uvPath: [0.5, 50],
  uvSensor: [0, 50],
  uvRate: [0.01, 1],
  uvShelter: [0, 0.1],
  uvPower: [0, 5000],
  uvDimmed: [0, 1],
  ecoliPerSolids: [0, 1e8],
  weirFall: [0, 3],
  weirQuality: [0.5, 2],
  weirLength: [0.1, 100],
  weirDepth: [0, 5],
  channelVolume: [1, 1e5],
};

export const COMPARTMENTS = 3;
const SECONDS_PER_DAY = 86_400;
/** Residual below which demand and dose blend smoothly, g/m³. */
const SMOOTHING = 0.1;
/** Lamps follow their set-point with a time constant of some five minutes (estimate). */
const LAMP_RESPONSE = 0.2;

const DOSE = tapIndex('chlorine.dose');
const CHLORINE_PUMP = tapIndex('chlorine_pump.running');
const CHLORINE_IN = tapIndex('contact.chlorine_inlet');
const CHLORINE_OUT = tapIndex('contact.chlorine_outlet');
const UV_INTENSITY = tapIndex('uv.intensity');
const UV_DOSE = tapIndex('uv.dose');
const UV_POWER = tapIndex('uv.power');
const OUTLET_CHLORINE = tapIndex('outlet.chlorine');
const OUTLET_LEVEL = tapIndex('outlet.level');
const ECOLI = tapIndex('outlet.ecoli');

/** Oxygen saturation [g/m³], 1 / deficit ratio of the weir, decay at the water's temperature [1/d]… */
const SATURATION = 0;
const DEFICIT_KEPT = 1;
const DECAY = 2;
/** …power of the lamps as a share of full power, and the dose that full power would give, mJ/cm². */
const LAMP_POWER = 3;
const FULL_DOSE = 4;

export class Disinfection implements Unit {
  readonly states = COMPARTMENTS;
  readonly parameters: DisinfectionParameters;
  /** Lever: dosed chlorine as a share of the set-point; 0 with the pump stopped. */
  dosingHealth = 1;
  /** Lever: share of the lamps that burn. */
  lampHealth = 1;
  /** Lever: transmission of the sleeves, 1 clean, 0.7 to 0.9 in service. */
  sleeveTransmission = 0.85;

  readonly #in: Stream;
  readonly #disinfected: Stream;
  readonly #outlet: Stream;
  /** What changes each minute, by the index constants below; an array, for a number in a field is boxed when it changes. */
  readonly #now = Float64Array.of(8, 0.7, 24, 0.8, 0);

  constructor(inlet: Stream, disinfected: Stream, outlet: Stream, overrides: Partial<DisinfectionParameters> = {}) {
    this.#in = inlet;
    this.#disinfected = disinfected;
    this.#outlet = outlet;
    this.parameters = withDefaults('disinfection', DISINFECTION, overrides, RANGES);
    this.#setTemperature(15);
  }

  initialise(y: Float64Array, at: number): void {
    y.fill(0.5, at, at + COMPARTMENTS);
    this.#setTemperature(this.#in[C.T]);
  }

  /** States: residual chlorine in the compartments, g Cl2/m³. */
  derive(y: Float64Array, at: number, dy: Float64Array): void {
    const inlet = this.#in;
    const disinfected = this.#disinfected;
    const outlet = this.#outlet;
    const flow = inlet[Q];
    for (let i = 0; i <= STATION_COMPONENTS; i++) {
      const c = inlet[i];
      disinfected[i] = c;
      outlet[i] = c;
    }
    outlet[C.S_O] = this.#now[SATURATION] - (this.#now[SATURATION] - inlet[C.S_O]) * this.#now[DEFICIT_KEPT];

    const exchange = (COMPARTMENTS * flow) / this.parameters.contactVolume;
    const decay = this.#now[DECAY];
    let before = this.#afterDemand();
    for (let k = 0; k < COMPARTMENTS; k++) {
      const residual = y[at + k];
      dy[at + k] = exchange * (before - residual) - decay * residual;
      before = residual;
    }
  }

  /** Renews what depends on temperature, and paces the lamps to the dose. */
  minute(): void {
    this.#setTemperature(this.#in[C.T]);
    this.#setFullDose();
    const { uvDose, uvDimmed } = this.parameters;
    const now = this.#now;
    const wanted = now[FULL_DOSE] > 0 ? uvDose / now[FULL_DOSE] : 1;
    const target = Math.max(uvDimmed, Math.min(1, wanted));
    now[LAMP_POWER] += LAMP_RESPONSE * (target - now[LAMP_POWER]);
  }

  /** Oxygen that the outlet weir takes from the air, g/d; negative where it gives some off. */
  get reaeration(): number {
    return this.#outlet[Q] * (this.#outlet[C.S_O] - this.#in[C.S_O]);
  }

  writeSignals(y: Float64Array, at: number, truth: Float64Array): void {
    const { contactVolume, t10, uvSensor, uvPower, weirLength, weirDepth, channelVolume } = this.parameters;
    const inlet = this.#in;
    const flow = inlet[Q];
    // The solver may undershoot by a little when a flood flushes the tank.
    const residual = Math.max(0, y[at + COMPARTMENTS - 1]);
    this.#setFullDose();
    const lampPower = this.#now[LAMP_POWER];
    const uvDose = lampPower * this.#now[FULL_DOSE];
    const decay = this.#now[DECAY];
    const absorbance = absorbance254(inlet, 0, suspendedSolids(inlet, 0));
    truth[DOSE] = flow > 0 ? this.#dose() : 0;
    truth[CHLORINE_PUMP] = truth[DOSE] > 0 ? 1 : 0;
    truth[CHLORINE_IN] = flow > 0 ? this.#afterDemand() : 0;
    truth[CHLORINE_OUT] = residual;
    truth[OUTLET_CHLORINE] = flow > 0 ? residual / (1 + (decay * channelVolume) / flow) : 0;
    truth[UV_INTENSITY] = this.#fullIntensity * lampPower * 10 ** (-absorbance * uvSensor);
    truth[UV_DOSE] = uvDose;
    truth[UV_POWER] = uvPower * lampPower * this.lampHealth;
    truth[OUTLET_LEVEL] = weirDepth + weirHead(flow, weirLength);
    const contactMinutes = flow > 0 ? (MINUTES_PER_DAY * contactVolume * t10) / flow : MINUTES_PER_DAY;
    truth[ECOLI] = this.#germs(uvDose, residual * contactMinutes);
  }

  save(): number[] {
    return [this.dosingHealth, this.lampHealth, this.sleeveTransmission, ...this.#now];
  }

  restore(saved: readonly number[]): void {
    [this.dosingHealth, this.lampHealth, this.sleeveTransmission] = saved;
    this.#now.set(saved.slice(3));
  }

  #dose(): number {
    return this.parameters.chlorineDose * this.dosingHealth;
  }

  /** Residual once the instant demand is met, g/m³: max(0, dose − demand), rounded off near zero. */
  #afterDemand(): number {
    const { demand, demandPerCod, demandPerSolids, demandPerNitrite } = this.parameters;
    const inlet = this.#in;
    const needed =
      demand +
      demandPerCod * (inlet[C.S_I] + inlet[C.S_S]) +
      demandPerSolids * suspendedSolids(inlet, 0) +
      demandPerNitrite * inlet[C.S_NO2];
    const dose = this.#dose();
    const excess = dose - needed;
    const left = 0.5 * (excess + Math.sqrt(excess * excess + SMOOTHING * SMOOTHING));
    return left < dose ? left : dose;
  }

  /** Intensity at the sleeves at full power, mW/cm². */
  get #fullIntensity(): number {
    return this.parameters.uvIntensity * this.lampHealth * this.sleeveTransmission;
  }

  /** Mean intensity over the path (Lambert–Beer) times the time of irradiation, at full power. */
  #setFullDose(): void {
    const { uvPath, uvVolume } = this.parameters;
    const inlet = this.#in;
    const flow = inlet[Q];
    const optical = Math.LN10 * uvPath * absorbance254(inlet, 0, suspendedSolids(inlet, 0));
    const mean = optical > 1e-6 ? (1 - Math.exp(-optical)) / optical : 1;
    this.#now[FULL_DOSE] = flow > 0 ? (this.#fullIntensity * mean * SECONDS_PER_DAY * uvVolume) / flow : 0;
  }

  /** E. coli at the outlet, per 100 mL: what UV leaves, tailing with the solids, then Collins–Selleck. */
  #germs(uvDose: number, chlorineMinutes: number): number {
    const { ecoliPerSolids, uvRate, uvShelter, lag, slope } = this.parameters;
    const solids = suspendedSolids(this.#in, 0);
    const arriving = ecoliPerSolids * (1 + solids);
    const sheltered = Math.min(1, uvShelter * solids);
    const afterUv = arriving * (sheltered + (1 - sheltered) * 10 ** (-uvRate * uvDose));
    const contact = chlorineMinutes / lag;
    return contact > 1 ? afterUv * contact ** -slope : afterUv;
  }

  /** Weir: deficit ratio 1 + 0.38 a b h (1 − 0.11 h)(1 + 0.046 T), b = 1 (Water Research Laboratory 1973). */
  #setTemperature(celsius: number): void {
    const { weirFall, weirQuality, decay } = this.parameters;
    const now = this.#now;
    now[SATURATION] = oxygenSaturation(celsius);
    now[DEFICIT_KEPT] = 1 / (1 + 0.38 * weirQuality * weirFall * (1 - 0.11 * weirFall) * (1 + 0.046 * celsius));
    now[DECAY] = decay * 1.07 ** (celsius - 20);
  }
}
