/**
 * What the water carries: the 13 components of ASM1 (Henze et al. 1987), then the station's extensions.
 * One row a component says how much COD, N, P, charge and suspended solids a unit of it holds; the mass
 * balances of the plant and the derived measurements (COD, TN, TP, TSS) all come from this table.
 *
 * Contents: `cod` g COD, `n` g N, `p` g P, `tss` g dry solids per unit of the component; `charge` mol of
 * positive charge per unit. Units: g/m³ unless a row says otherwise. Sources: ASM1 values from the BSM1
 * definition (Alex et al. 2008), P contents from ASM2d (Henze et al. 1999); the charge of S_NO2 and S_PO4
 * (taken as half HPO4²⁻, half H2PO4⁻ at pH 7.2) from their formulae.
 */

export interface Component {
  readonly unit: string;
  /** Settles and is filtered out, or moves with the water. */
  readonly particulate: boolean;
  readonly cod: number;
  readonly n: number;
  readonly p: number;
  readonly charge: number;
  readonly tss: number;
}

/** N in biomass, and in inert particulates whether they flow in or come of decay, g N/g COD (BSM1, its TKN). */
export const I_XB = 0.08;
export const I_XP = 0.06;
/** Oxygen demand that nitrate and nitrite spare, and that of dinitrogen, g COD/g N, as rounded in BSM1 (4.57, 2.86). */
export const COD_NITRATE = 4.57;
export const COD_NITRITE = 3.43;
export const COD_N2 = 4.57 - 2.86;
/** Dry solids of a unit of particulate COD (BSM1). */
export const TSS_PER_COD = 0.75;

const soluble = (unit: string, contents: Partial<Component> = {}): Component => ({
  unit,
  particulate: false,
  cod: 0,
  n: 0,
  p: 0,
  charge: 0,
  tss: 0,
  ...contents,
});
const solid = (unit: string, contents: Partial<Component> = {}): Component => ({
  unit,
  particulate: true,
  cod: 0,
  n: 0,
  p: 0,
  charge: 0,
  tss: 0,
  ...contents,
});
const organicSolid = (contents: Partial<Component> = {}): Component =>
  solid('g COD/m3', { cod: 1, tss: TSS_PER_COD, ...contents });

export const COMPONENTS = {
  S_I: soluble('g COD/m3', { cod: 1 }),
  S_S: soluble('g COD/m3', { cod: 1, p: 0.01 }),
  X_I: organicSolid({ n: I_XP, p: 0.01 }),
  X_S: organicSolid({ p: 0.01 }),
  X_BH: organicSolid({ n: I_XB, p: 0.02 }),
  X_BA: organicSolid({ n: I_XB, p: 0.02 }),
  X_P: organicSolid({ n: I_XP, p: 0.01 }),
  S_O: soluble('g O2/m3', { cod: -1 }),
  S_NO: soluble('g N/m3', { cod: -COD_NITRATE, n: 1, charge: -1 / 14 }),
  S_NH: soluble('g N/m3', { n: 1, charge: 1 / 14 }),
  S_ND: soluble('g N/m3', { n: 1 }),
  X_ND: solid('g N/m3', { n: 1 }),
  S_ALK: soluble('mol HCO3/m3', { charge: -1 }),
  /** Nitrite; with two-step nitrification S_NO is nitrate alone. */
  S_NO2: soluble('g N/m3', { cod: -COD_NITRITE, n: 1, charge: -1 / 14 }),
  /** Nitrite oxidisers; with two-step nitrification X_BA are the ammonia oxidisers alone. */
  X_NOB: organicSolid({ n: I_XB, p: 0.02 }),
  S_PO4: soluble('g P/m3', { p: 1, charge: -1.5 / 31 }),
  /** Ferric hydroxide and ferric phosphate (ASM2d). */
  X_MeOH: solid('g TSS/m3', { tss: 1 }),
  X_MeP: solid('g TSS/m3', { p: 1 / 4.87, tss: 1 }),
  /** Mineral solids: grit, clay. */
  X_MIN: solid('g TSS/m3', { tss: 1 }),
  /** Dissolved carbon dioxide. */
  S_CO2: soluble('mol CO2/m3'),
  /** Conductivity of the ions that no process touches, µS/cm at 25 °C. */
  S_ION: soluble('uS/cm'),
  /** Zinc, the reference heavy metal, dissolved and sorbed. */
  S_ME: soluble('mg Zn/m3'),
  X_ME: solid('mg Zn/m3'),
  /** Temperature mixes as a component does, °C. */
  T: soluble('Cel'),
} as const satisfies Record<string, Component>;

export type ComponentName = keyof typeof COMPONENTS;
export const COMPONENT_NAMES = Object.keys(COMPONENTS) as ComponentName[];
/** Index of a component in every stream and reactor, `C.S_NH`. */
export const C = Object.fromEntries(COMPONENT_NAMES.map((name, i) => [name, i])) as Record<ComponentName, number>;
/** ASM1 is the first 13 components; the station carries all. */
export const ASM1_COMPONENTS = 13;
export const STATION_COMPONENTS = COMPONENT_NAMES.length;
