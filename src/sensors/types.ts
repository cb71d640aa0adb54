/**
 * What can be measured: one entry a sensor type. A new type is one entry; nothing switches on a type's name.
 *
 * `noise` is the standard deviation of repeated readings and `calibration` that of an instrument's fixed error
 * from one maintenance to the next, both as fractions of the span (range maximum − minimum). They and the
 * detection limits are typical of the data sheets of the instrument named in `source`, for clean and well kept
 * instruments, quoted from memory (estimate).
 */

import type { UnitCode } from '../core/units.ts';
import type { ClassName } from './classes.ts';

export interface TypeEntry {
  readonly label: { readonly fr: string; readonly en: string };
  /** A usual value, in `unit`: what an instrument without a tap shows. */
  readonly base: number;
  readonly unit: UnitCode;
  /** Measuring range, in `unit`, unless a sensor has its own. */
  readonly range: readonly [min: number, max: number];
  readonly class: ClassName;
  readonly noise: number;
  readonly calibration: number;
  /** Smallest difference shown, in `unit`: 1 or a whole fraction of it (0.5, 0.1, 0.02). */
  readonly resolution: number;
  /** Readings below this, in `unit`, are marked uncertain; 0 for none. */
  readonly detectionLimit: number;
  /** The instrument that the numbers are of. */
  readonly source: string;
  /** What it measures grows with the plant, and so do the ranges of the catalogue. */
  readonly grows?: boolean;
}

// biome-ignore format: a table reads best compact
export const SENSOR_TYPES = {
  ph: {
    label: { fr: 'pH', en: 'pH' },
    base: 7.4, unit: '[pH]', range: [0, 14], class: 'A',
    noise: 0.001, calibration: 0.003, resolution: 0.01, detectionLimit: 0,
    source: 'glass electrode, repeatability 0.02 pH',
  },
  o2_dissous: {
    label: { fr: 'Oxygène dissous', en: 'Dissolved oxygen' },
    base: 2, unit: 'mg/L', range: [0, 10], class: 'A',
    noise: 0.003, calibration: 0.005, resolution: 0.01, detectionLimit: 0,
    source: 'optical probe, repeatability 0.05 mg/L, its zero as good as any reading; class and range of the benchmark',
  },
  turbidite: {
    label: { fr: 'Turbidité', en: 'Turbidity' },
    base: 5, unit: '{NTU}', range: [0, 100], class: 'A',
    noise: 0.003, calibration: 0.005, resolution: 0.1, detectionLimit: 0.1,
    source: 'scattered light at 90°, repeatability 1 % of reading',
  },
  debit: {
    label: { fr: 'Débit', en: 'Flow' },
    base: 860, unit: 'm3/h', range: [0, 5000], class: 'A',
    noise: 0.002, calibration: 0.002, resolution: 1, detectionLimit: 0,
    source: 'electromagnetic meter or Venturi flume with ultrasonic level; class of the benchmark', grows: true,
  },
  temperature: {
    label: { fr: 'Température', en: 'Temperature' },
    base: 15, unit: 'Cel', range: [0, 50], class: 'A',
    noise: 0.0005, calibration: 0.002, resolution: 0.01, detectionLimit: 0,
    source: 'Pt100 class A',
  },
  pression: {
    label: { fr: 'Pression', en: 'Pressure (gauge or differential)' },
    base: 10, unit: 'kPa', range: [0, 100], class: 'A',
    noise: 0.001, calibration: 0.001, resolution: 0.1, detectionLimit: 0,
    source: 'piezoresistive transmitter, 0.1 % of span',
  },
  conductivite: {
    label: { fr: 'Conductivité', en: 'Conductivity' },
    base: 1100, unit: 'uS/cm', range: [0, 3000], class: 'A',
    noise: 0.001, calibration: 0.004, resolution: 1, detectionLimit: 0,
    source: 'inductive or four-electrode cell, 0.5 % of span',
  },
  azote: {
    label: { fr: 'Azote total', en: 'Total nitrogen' },
    base: 10, unit: 'mg/L', range: [0, 50], class: 'D',
    noise: 0.008, calibration: 0.008, resolution: 0.1, detectionLimit: 0.5,
    source: 'persulphate digestion analyser, 2 to 3 % of reading',
  },
  phosphore: {
    label: { fr: 'Phosphore', en: 'Phosphorus' },
    base: 1, unit: 'mg/L', range: [0, 15], class: 'B1',
    noise: 0.005, calibration: 0.005, resolution: 0.01, detectionLimit: 0.05,
    source: 'molybdate photometer (total: after digestion), 2 % of reading; class of the benchmark',
  },
  mes: {
    label: { fr: 'Matières en suspension', en: 'Suspended solids' },
    base: 3500, unit: 'mg/L', range: [0, 10_000], class: 'A',
    noise: 0.004, calibration: 0.005, resolution: 1, detectionLimit: 1,
    source: 'backscattered infrared light, 2 to 5 % of reading; class and range of the benchmark',
  },
  dco: {
    label: { fr: 'Demande chimique en oxygène', en: 'Chemical oxygen demand' },
    base: 400, unit: 'mg/L', range: [0, 1500], class: 'A',
    noise: 0.006, calibration: 0.01, resolution: 1, detectionLimit: 5,
    source: 'UV/Vis spectrometer; class of the benchmark',
  },
  dbo5: {
    label: { fr: 'Demande biochimique en oxygène à 5 jours', en: 'Five-day biochemical oxygen demand' },
    base: 200, unit: 'mg/L', range: [0, 750], class: 'D',
    noise: 0.01, calibration: 0.01, resolution: 0.1, detectionLimit: 1,
    source: 'respirometric analyser, 5 % of reading',
  },
  metaux_lourds: {
    label: { fr: 'Métaux lourds (zinc)', en: 'Heavy metals (zinc)' },
    base: 150, unit: 'ug/L', range: [0, 1000], class: 'D',
    noise: 0.01, calibration: 0.01, resolution: 1, detectionLimit: 10,
    source: 'anodic stripping voltammeter, 5 to 10 % of reading',
  },
  chlore_residuel: {
    label: { fr: 'Chlore résiduel', en: 'Residual chlorine' },
    base: 1, unit: 'mg/L', range: [0, 10], class: 'A',
    noise: 0.002, calibration: 0.005, resolution: 0.01, detectionLimit: 0.02,
    source: 'amperometric membrane probe, 2 % of reading',
  },
  ammoniac: {
    label: { fr: 'Azote ammoniacal', en: 'Ammonium nitrogen' },
    base: 2, unit: 'mg/L', range: [0, 50], class: 'B0',
    noise: 0.003, calibration: 0.003, resolution: 0.01, detectionLimit: 0.05,
    source: 'gas-sensitive electrode after filtration, 2 to 3 % of reading; class of the benchmark',
  },
  nitrates: {
    label: { fr: 'Azote nitrique', en: 'Nitrate nitrogen' },
    base: 8, unit: 'mg/L', range: [0, 30], class: 'B0',
    noise: 0.003, calibration: 0.005, resolution: 0.01, detectionLimit: 0.1,
    source: 'UV absorption after filtration, 2 to 3 % of reading; class of the benchmark',
  },
  nitrites: {
    label: { fr: 'Azote nitreux', en: 'Nitrite nitrogen' },
    base: 0.3, unit: 'mg/L', range: [0, 10], class: 'B1',
    noise: 0.004, calibration: 0.004, resolution: 0.01, detectionLimit: 0.02,
    source: 'diazotisation photometer, 2 % of reading',
  },
  consommation_energie: {
    label: { fr: 'Puissance électrique consommée', en: 'Electrical power drawn' },
    base: 300, unit: 'kW', range: [0, 1500], class: 'A',
    noise: 0.001, calibration: 0.001, resolution: 0.1, detectionLimit: 0,
    source: 'power meter class 0.5 with current transformers', grows: true,
  },
  status_pompes: {
    label: { fr: 'Marche des pompes et machines', en: 'Pump or machine running' },
    base: 1, unit: '1', range: [0, 1], class: 'instant',
    noise: 0, calibration: 0, resolution: 1, detectionLimit: 0,
    source: 'contact of the motor starter',
  },
  redox: {
    label: { fr: 'Potentiel redox', en: 'Redox potential' },
    base: 100, unit: 'mV', range: [-500, 500], class: 'A',
    noise: 0.002, calibration: 0.004, resolution: 1, detectionLimit: 0,
    source: 'platinum electrode, repeatability 5 mV',
  },
  niveau: {
    label: { fr: 'Niveau', en: 'Level' },
    base: 3, unit: 'm', range: [0, 6], class: 'A',
    noise: 0.0005, calibration: 0.001, resolution: 0.001, detectionLimit: 0,
    source: 'ultrasonic or radar gauge, 2 to 5 mm',
  },
  voile_boues: {
    label: { fr: 'Hauteur du voile de boues', en: 'Sludge blanket height' },
    base: 0.5, unit: 'm', range: [0, 5], class: 'A',
    noise: 0.006, calibration: 0.005, resolution: 0.01, detectionLimit: 0.05,
    source: 'ultrasonic blanket gauge, 0.03 to 0.1 m',
  },
  h2s: {
    label: { fr: 'Sulfure d’hydrogène dans l’air ou le gaz', en: 'Hydrogen sulphide in air or gas' },
    base: 2, unit: '[ppm]', range: [0, 100], class: 'A',
    noise: 0.003, calibration: 0.005, resolution: 0.1, detectionLimit: 0.2,
    source: 'electrochemical cell, 2 to 3 % of range',
  },
  methane: {
    label: { fr: 'Méthane dans le biogaz', en: 'Methane in biogas' },
    base: 63, unit: '%', range: [0, 100], class: 'A',
    noise: 0.002, calibration: 0.004, resolution: 0.1, detectionLimit: 0,
    source: 'non-dispersive infrared cell, 1 to 2 % of range',
  },
  transmittance_uv: {
    label: { fr: 'Transmittance UV à 254 nm', en: 'UV transmittance at 254 nm' },
    base: 65, unit: '%', range: [0, 100], class: 'A',
    noise: 0.002, calibration: 0.003, resolution: 0.1, detectionLimit: 0,
    source: 'double-path UV photometer, 0.5 % transmittance',
  },
  intensite_uv: {
    label: { fr: 'Intensité UV', en: 'UV intensity' },
    base: 10, unit: 'mW/cm2', range: [0, 50], class: 'A',
    noise: 0.003, calibration: 0.005, resolution: 0.01, detectionLimit: 0,
    source: 'silicon-carbide duty sensor in the lamp bank, 5 % of reading',
  },
} as const satisfies Record<string, TypeEntry>;

/** The types that come with the product; a user's configuration may add others. */
export type SensorType = keyof typeof SENSOR_TYPES;
export const SENSOR_TYPE_NAMES = Object.keys(SENSOR_TYPES) as SensorType[];
