/** What kind of water each tap point holds: the factors that turn components into optical and biochemical sum values. */

import { POINTS, type Point, QUANTITY_NAMES } from '../taps.ts';

export interface WaterKind {
  /** BOD5 of degradable COD: 0.65 before, 0.25 after biological treatment (BSM1). */
  readonly bodFactor: number;
  /** Turbidity per suspended solids, NTU m³/g. */
  readonly turbidityPerSolids: number;
  /** Shift of the redox potential by what ASM1 does not know, sulphide above all, mV (estimate). */
  readonly redoxShift: number;
}

/** TSS/NTU: 2.35 secondary effluent, 1.4 filtered (Metcalf & Eddy 2014); 1.3 raw sewage, with its colloids (estimate). */
export const WATER_KINDS = {
  raw: { bodFactor: 0.65, turbidityPerSolids: 1 / 1.3, redoxShift: 0 },
  primarySludge: { bodFactor: 0.65, turbidityPerSolids: 1 / 1.3, redoxShift: -100 },
  treated: { bodFactor: 0.25, turbidityPerSolids: 1 / 2.35, redoxShift: 0 },
  filtered: { bodFactor: 0.25, turbidityPerSolids: 1 / 1.4, redoxShift: 0 },
  thickSludge: { bodFactor: 0.25, turbidityPerSolids: 1 / 2.35, redoxShift: -200 },
  liquor: { bodFactor: 0.65, turbidityPerSolids: 1 / 1.3, redoxShift: -150 },
} as const satisfies Record<string, WaterKind>;

export const KIND_OF_POINT: Readonly<Record<Point, WaterKind>> = {
  influent: WATER_KINDS.raw,
  screened: WATER_KINDS.raw,
  primary_effluent: WATER_KINDS.raw,
  primary_sludge: WATER_KINDS.primarySludge,
  reactor1: WATER_KINDS.treated,
  reactor2: WATER_KINDS.treated,
  reactor3: WATER_KINDS.treated,
  reactor4: WATER_KINDS.treated,
  reactor5: WATER_KINDS.treated,
  clarifier_effluent: WATER_KINDS.treated,
  return_sludge: WATER_KINDS.treated,
  waste_sludge: WATER_KINDS.treated,
  filtered: WATER_KINDS.filtered,
  disinfected: WATER_KINDS.filtered,
  outlet: WATER_KINDS.filtered,
  thickened: WATER_KINDS.thickSludge,
  digester: WATER_KINDS.thickSludge,
  dewatered: WATER_KINDS.thickSludge,
  liquor: WATER_KINDS.liquor,
};

/** Index in the truth array of a point's first quantity. */
export function pointOffset(point: Point): number {
  return POINTS.indexOf(point) * QUANTITY_NAMES.length;
}
