/**
 * The subtypes of `pollution_spike`: something in the sewage that does not belong there. Loads are given as what they make
 * of a component at the plant's design flow; rain thins them, the night thickens them.
 */

import { C, type ComponentName, STATION_COMPONENTS } from '../plant/components.ts';
import { ALKALINITY_PER_NH, RUNOFF } from '../plant/influent/waters.ts';
import { DESIGN_FLOW } from '../plant/station/parameters.ts';
import { hours } from './plant/malfunction.ts';
import { shiftPH } from './plant/ph-shift.ts';
import { addLoad, mixIn } from './plant/sewage.ts';
import { toxicInflow } from './plant/toxic-inflow.ts';
import type { EffectContext, Subtype } from './subtype.ts';

interface Spike extends Omit<Subtype, 'kind' | 'acts' | 'labels' | 'create' | 'shapes'> {
  /** Changes a row of raw sewage, `amount` being the magnitude times the intensity. */
  readonly add: (row: Float64Array, amount: number, scale: number) => void;
}

const COMMON = { kind: 'pollution_spike', acts: 'influent', labels: 'from_margin' } as const;
/** A discharge comes and goes; a tank that is emptied is there at once. */
const SHAPES: Subtype['shapes'] = ['trapezoid', 'step', 'triangle', 'ramp'];

function spike({ add, ...row }: Spike): Subtype {
  return {
    ...COMMON,
    shapes: SHAPES,
    ...row,
    create: ({ magnitude, scale }: EffectContext) => ({
      influent: { add: (sewage, intensity) => add(sewage, magnitude * intensity, scale) },
    }),
  };
}

/** Adds shares of a load to several components. */
const load =
  (shares: Partial<Record<ComponentName, number>>): Spike['add'] =>
  (row, amount, scale) => {
    for (const name in shares) {
      const component = name as ComponentName;
      addLoad(row, C[component], amount * (shares[component] as number), scale);
    }
  };

/** Sea water of 35 g/kg: 53 mS/cm at 25 °C and 2.3 mol/m³ of alkalinity, with which its conductivity is counted elsewhere. */
const SEA_US_PER_CM = 53_000;
const SEA = new Float64Array(STATION_COMPONENTS);
SEA[C.S_ION] = SEA_US_PER_CM - 44.5 * 2.3;
SEA[C.S_ALK] = 2.3;

export const POLLUTION_SPIKES: readonly Subtype[] = [
  spike({
    name: 'ammonia_discharge',
    summary: {
      en: 'Ammonium bicarbonate let into the sewer: leachate, digestate, fertiliser',
      fr: 'Rejet d’ammonium dans le réseau : lixiviat, digestat, engrais',
    },
    magnitude: {
      unit: 'mg/L',
      min: 5,
      max: 200,
      default: 25,
      random: [10, 20],
      source: 'estimate: raw sewage has some 30 mg N/L',
    },
    duration: hours(0.5, 48, 2, [1, 2.5]),
    recoveryDays: 7.5,
    weight: 4,
    typicalReadings: 55_000,
    add: load({ S_NH: 1, S_ALK: ALKALINITY_PER_NH }),
  }),
  spike({
    name: 'cod_discharge',
    summary: {
      en: 'Organic waste of a food works, three fifths of it dissolved',
      fr: 'Rejet organique d’une industrie agro-alimentaire, dissous aux trois cinquièmes',
    },
    magnitude: {
      unit: 'mg/L',
      min: 50,
      max: 3000,
      default: 400,
      random: [150, 350],
      source: 'estimate: raw sewage has some 600 mg COD/L',
    },
    duration: hours(0.5, 48, 2, [1, 2.5]),
    recoveryDays: 8,
    weight: 2,
    typicalReadings: 95_000,
    add: load({ S_S: 0.6, X_S: 0.4 }),
  }),
  {
    ...COMMON,
    name: 'toxic_inflow',
    summary: {
      en: 'A toxin that holds back the nitrifiers until it is washed out',
      fr: 'Toxique inhibant la nitrification jusqu’à son lessivage',
    },
    magnitude: {
      unit: '%',
      min: 5,
      max: 95,
      default: 65,
      random: [10, 22],
      source: 'growth of nitrifiers × 0.6, 0.35, 0.1 in scenarios for BSM2 (S); the law of inhibition is an estimate',
    },
    duration: hours(0.5, 48, 3, [1, 3], 'mean 3 h for dissolved toxins (Rosen 2008, BSM1_LT: S)'),
    shapes: ['step', 'trapezoid'],
    recoveryDays: 16,
    weight: 1.5,
    typicalReadings: 80_000,
    create: toxicInflow,
  },
  spike({
    name: 'saline_intrusion',
    summary: {
      en: 'Sea water or brine in the sewer: conductivity rises through the plant',
      fr: 'Intrusion d’eau de mer ou de saumure : la conductivité monte dans toute la station',
    },
    magnitude: {
      unit: 'uS/cm',
      min: 100,
      max: 10_000,
      default: 1500,
      random: [500, 2000],
      source: 'estimate: 1000 µS/cm are 2 % of sea water',
    },
    duration: hours(1, 240, 6, [2, 8]),
    recoveryDays: 4,
    weight: 2,
    typicalReadings: 30_000,
    add: (row, amount, scale) => mixIn(row, SEA, (amount / SEA_US_PER_CM) * DESIGN_FLOW * scale),
  }),
  spike({
    name: 'acid_shock',
    summary: {
      en: 'Strong acid lowers the pH of the sewage',
      fr: 'Rejet d’acide fort : le pH de l’effluent brut chute',
    },
    magnitude: { unit: 'pH', min: 0.2, max: 3, default: 1, random: [0.5, 1.6], source: 'estimate' },
    duration: hours(0.25, 24, 2, [1, 4]),
    recoveryDays: 1,
    weight: 2,
    typicalReadings: 7_000,
    add: (row, amount) => shiftPH(row, -amount),
  }),
  spike({
    name: 'alkaline_shock',
    summary: {
      en: 'Caustic soda raises the pH of the sewage',
      fr: 'Rejet de soude : le pH de l’effluent brut monte',
    },
    magnitude: {
      unit: 'pH',
      min: 0.2,
      max: 1.5,
      default: 0.8,
      random: [0.4, 1.2],
      source: 'estimate; carbonate, which buffers above 8.5, is not modelled',
    },
    duration: hours(0.25, 24, 2, [1, 4]),
    recoveryDays: 1,
    weight: 2,
    typicalReadings: 6_000,
    add: (row, amount) => shiftPH(row, amount),
  }),
  spike({
    name: 'metal_dump',
    summary: {
      en: 'Zinc of a galvanic works, most of it dissolved',
      fr: 'Rejet de zinc d’un atelier de galvanisation, surtout dissous',
    },
    magnitude: {
      unit: 'ug/L',
      min: 100,
      max: 20_000,
      default: 2000,
      random: [500, 4000],
      source: 'estimate: raw sewage has some 150 µg Zn/L',
    },
    duration: hours(0.25, 24, 3, [2, 8]),
    recoveryDays: 1,
    weight: 2,
    typicalReadings: 3_000,
    add: load({ S_ME: 0.7, X_ME: 0.3 }),
  }),
  spike({
    name: 'hydraulic_surge',
    summary: {
      en: 'Clean water in the sewer: a burst main, an emptied basin, an illicit connection',
      fr: 'Eaux claires parasites : conduite rompue, bassin vidangé, branchement illicite',
    },
    magnitude: {
      unit: '%',
      min: 5,
      max: 300,
      default: 60,
      random: [25, 50],
      source: 'flow × 1.5, 2.5, 4 in scenarios for BSM2 (S)',
    },
    duration: hours(0.5, 48, 3, [1, 2.5]),
    recoveryDays: 4,
    weight: 1.5,
    typicalReadings: 80_000,
    add: (row, amount, scale) => mixIn(row, RUNOFF, (amount / 100) * DESIGN_FLOW * scale),
  }),
];
