/**
 * The discharge limits as data: one row a parameter and size class, with its legal source. Sizes are in
 * population equivalents (60 g BOD5/d each); the French text counts kg BOD5/d, written here as `kg(…)`.
 */

import type { Condition, Parameter } from './parameters.ts';
import type { SourceId } from './sources.ts';

/** A range of plant sizes, p.e.: `from` and `upTo` belong to it, `above` and `below` do not. */
export interface SizeRange {
  readonly from?: number;
  readonly above?: number;
  readonly upTo?: number;
  readonly below?: number;
}

export interface LimitRow extends SizeRange {
  readonly parameter: Parameter;
  /** Highest concentration, mg/L; absent where only removal is asked. */
  readonly concentration?: number;
  /** Least removal of the influent load, %; of a range in the text, its lower end. */
  readonly removal: number;
  /** A concentration that is never excused, mg/L. */
  readonly ceiling?: number;
  /** The text leaves it open whether this parameter decides conformity. */
  readonly optional?: true;
  /** Only where the discharge is to a sensitive area. */
  readonly sensitive?: true;
  /** `true`: only for plants in high mountains; `false`: not for them; absent: both. */
  readonly mountain?: boolean;
  readonly source: SourceId;
}

export interface SamplesRow extends SizeRange {
  /** Least number of 24 h samples a year; a number for all parameters, or one each. */
  readonly samples: number | Readonly<Record<Parameter, number>>;
  readonly source: SourceId;
}

export interface ConditionRow {
  readonly condition: Condition;
  readonly min: number;
  readonly max: number;
  readonly source: SourceId;
}

export interface Regulation {
  readonly title: string;
  /** The smallest plant for which the text has numbers, p.e. */
  readonly smallest: number;
  /** Whether a ceiling binds every sample, or only those that fail concentration and removal. */
  readonly ceilingBinds: 'every sample' | 'failing samples';
  readonly limits: readonly LimitRow[];
  readonly conditions: readonly ConditionRow[];
  readonly samples: readonly SamplesRow[];
}

/** p.e. of a load of BOD5 in kg/d. */
export const kg = (loadKgPerDay: number): number => (loadKgPerDay * 1000) / 60;

/** Samples a year of TSS, BOD5, COD, then nitrogen and phosphorus (sensitive area). */
const perYear = (tss: number, bod5: number, cod: number, nutrients: number) => ({
  TSS: tss,
  BOD5: bod5,
  COD: cod,
  TN: nutrients,
  TP: nutrients,
});

export const REGULATIONS = {
  '91/271/EEC': {
    title: 'Council Directive 91/271/EEC concerning urban waste-water treatment',
    smallest: 2_000,
    ceilingBinds: 'failing samples',
    limits: [
      { parameter: 'BOD5', concentration: 25, removal: 70, ceiling: 50, mountain: false, source: 'eu1991.bod5' },
      { parameter: 'BOD5', concentration: 25, removal: 40, ceiling: 50, mountain: true, source: 'eu1991.mountain' },
      { parameter: 'COD', concentration: 125, removal: 75, ceiling: 250, source: 'eu1991.cod' },
      {
        parameter: 'TSS',
        concentration: 35,
        removal: 90,
        ceiling: 87.5,
        optional: true,
        mountain: false,
        source: 'eu1991.tss',
      },
      {
        parameter: 'TSS',
        upTo: 10_000,
        concentration: 60,
        removal: 70,
        ceiling: 150,
        mountain: true,
        source: 'eu1991.mountain',
      },
      {
        parameter: 'TSS',
        above: 10_000,
        concentration: 35,
        removal: 90,
        ceiling: 87.5,
        mountain: true,
        source: 'eu1991.mountain',
      },
      {
        parameter: 'TN',
        above: 10_000,
        upTo: 100_000,
        concentration: 15,
        removal: 70,
        sensitive: true,
        source: 'eu1991.tn',
      },
      { parameter: 'TN', above: 100_000, concentration: 10, removal: 70, sensitive: true, source: 'eu1991.tn.large' },
      {
        parameter: 'TP',
        above: 10_000,
        upTo: 100_000,
        concentration: 2,
        removal: 80,
        sensitive: true,
        source: 'eu1991.tp',
      },
      { parameter: 'TP', above: 100_000, concentration: 1, removal: 80, sensitive: true, source: 'eu1991.tp' },
    ],
    conditions: [],
    samples: [
      // Twelve in the first year; four afterwards as long as the year before conformed.
      { from: 2_000, below: 10_000, samples: 12, source: 'eu1991.samples' },
      { from: 10_000, below: 50_000, samples: 12, source: 'eu1991.samples' },
      { from: 50_000, samples: 24, source: 'eu1991.samples' },
    ],
  },
  '2024/3019/EU': {
    title: 'Directive (EU) 2024/3019 concerning urban wastewater treatment (recast)',
    smallest: 1_000,
    ceilingBinds: 'failing samples',
    limits: [
      { parameter: 'BOD5', concentration: 25, removal: 70, ceiling: 50, mountain: false, source: 'eu2024.table1' },
      { parameter: 'BOD5', concentration: 25, removal: 40, ceiling: 50, mountain: true, source: 'eu2024.table1' },
      { parameter: 'COD', concentration: 125, removal: 75, ceiling: 250, source: 'eu2024.table1' },
      {
        parameter: 'TSS',
        concentration: 35,
        removal: 90,
        ceiling: 87.5,
        optional: true,
        mountain: false,
        source: 'eu2024.table1',
      },
      {
        parameter: 'TSS',
        upTo: 10_000,
        concentration: 60,
        removal: 70,
        ceiling: 150,
        mountain: true,
        source: 'eu2024.table1',
      },
      {
        parameter: 'TSS',
        above: 10_000,
        concentration: 35,
        removal: 90,
        ceiling: 87.5,
        mountain: true,
        source: 'eu2024.table1',
      },
      {
        parameter: 'TN',
        from: 10_000,
        below: 150_000,
        concentration: 10,
        removal: 80,
        sensitive: true,
        source: 'eu2024.table2',
      },
      {
        parameter: 'TP',
        from: 10_000,
        below: 150_000,
        concentration: 0.7,
        removal: 87.5,
        sensitive: true,
        source: 'eu2024.table2',
      },
      // From 150 000 p.e. tertiary treatment is asked wherever the water goes (article 7, in steps until 2039).
      { parameter: 'TN', from: 150_000, concentration: 8, removal: 80, source: 'eu2024.table2' },
      { parameter: 'TP', from: 150_000, concentration: 0.5, removal: 90, source: 'eu2024.table2' },
    ],
    conditions: [],
    samples: [
      { from: 1_000, below: 10_000, samples: 12, source: 'eu2024.samples' },
      { from: 10_000, below: 50_000, samples: 24, source: 'eu2024.samples' },
      { from: 50_000, below: 100_000, samples: 52, source: 'eu2024.samples' },
      { from: 100_000, samples: 365, source: 'eu2024.samples' },
    ],
  },
  'FR-2015': {
    title: "Arrêté du 21 juillet 2015 relatif aux systèmes d'assainissement collectif",
    smallest: kg(1.2),
    ceilingBinds: 'every sample',
    limits: [
      { parameter: 'BOD5', below: kg(120), concentration: 35, removal: 60, ceiling: 70, source: 'fr2015.table6' },
      { parameter: 'COD', below: kg(120), concentration: 200, removal: 60, ceiling: 400, source: 'fr2015.table6' },
      { parameter: 'TSS', below: kg(120), removal: 50, ceiling: 85, optional: true, source: 'fr2015.table6' },
      { parameter: 'BOD5', from: kg(120), concentration: 25, removal: 80, ceiling: 50, source: 'fr2015.table6' },
      { parameter: 'COD', from: kg(120), concentration: 125, removal: 75, ceiling: 250, source: 'fr2015.table6' },
      {
        parameter: 'TSS',
        from: kg(120),
        concentration: 35,
        removal: 90,
        ceiling: 85,
        optional: true,
        source: 'fr2015.table6',
      },
      {
        parameter: 'TN',
        above: kg(600),
        upTo: kg(6000),
        concentration: 15,
        removal: 70,
        sensitive: true,
        source: 'fr2015.table7',
      },
      { parameter: 'TN', above: kg(6000), concentration: 10, removal: 70, sensitive: true, source: 'fr2015.table7' },
      {
        parameter: 'TP',
        above: kg(600),
        upTo: kg(6000),
        concentration: 2,
        removal: 80,
        sensitive: true,
        source: 'fr2015.table7',
      },
      { parameter: 'TP', above: kg(6000), concentration: 1, removal: 80, sensitive: true, source: 'fr2015.table7' },
    ],
    conditions: [
      { condition: 'pH', min: 6, max: 8.5, source: 'fr2015.conditions' },
      { condition: 'T', min: 0, max: 25, source: 'fr2015.conditions' },
    ],
    samples: [
      { below: kg(60), samples: 1, source: 'fr2015.samples.small' },
      { from: kg(60), below: kg(120), samples: 2, source: 'fr2015.samples.small' },
      { from: kg(120), below: kg(600), samples: perYear(12, 12, 12, 4), source: 'fr2015.samples' },
      { from: kg(600), below: kg(1800), samples: perYear(24, 12, 24, 12), source: 'fr2015.samples' },
      { from: kg(1800), below: kg(3000), samples: perYear(52, 24, 52, 24), source: 'fr2015.samples' },
      { from: kg(3000), below: kg(6000), samples: perYear(104, 52, 104, 52), source: 'fr2015.samples' },
      { from: kg(6000), below: kg(12_000), samples: perYear(156, 104, 156, 104), source: 'fr2015.samples' },
      { from: kg(12_000), below: kg(18_000), samples: perYear(260, 156, 260, 208), source: 'fr2015.samples' },
      { from: kg(18_000), samples: 365, source: 'fr2015.samples' },
    ],
  },
} as const satisfies Record<string, Regulation>;

export type RegulationName = keyof typeof REGULATIONS;
export const REGULATION_NAMES = Object.keys(REGULATIONS) as RegulationName[];
