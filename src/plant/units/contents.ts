/** The component table as columns for hot loops: which components are particulate, and what a unit of each contains. */

import { C, COMPONENT_NAMES, COMPONENTS, STATION_COMPONENTS, TSS_PER_COD } from '../components.ts';

const column = (content: 'cod' | 'n' | 'p' | 'charge' | 'tss'): Float64Array =>
  Float64Array.from(COMPONENT_NAMES, (name) => COMPONENTS[name][content]);

/** Contents per unit of a component, in the order of `COMPONENTS`. */
export const CONTENTS = {
  cod: column('cod'),
  n: column('n'),
  p: column('p'),
  charge: column('charge'),
  tss: column('tss'),
} as const;
export type Content = keyof typeof CONTENTS;

/** Indices of the components that settle and are filtered out, ascending. */
export const PARTICULATES = Int32Array.from(
  COMPONENT_NAMES.flatMap((name, i) => (COMPONENTS[name].particulate ? [i] : [])),
);

const { X_I, X_S, X_BH, X_BA, X_P, X_NOB, X_MeOH, X_MeP, X_MIN } = C;

/** Suspended solids [g/m³] of the components that start at `y[at]`: the `tss` column written out, for speed. */
export function suspendedSolids(y: Float64Array, at: number): number {
  return TSS_PER_COD * particulateCod(y, at) + y[at + X_MeOH] + y[at + X_MeP] + y[at + X_MIN];
}

/** COD of the suspended solids [g/m³] of the components that start at `y[at]`. */
export function particulateCod(y: Float64Array, at: number): number {
  return y[at + X_I] + y[at + X_S] + y[at + X_BH] + y[at + X_BA] + y[at + X_P] + y[at + X_NOB];
}

/** The amount of a content [g/m³, mol/m³ for charge] in the components that start at `y[at]`. */
export function contentOf(y: ArrayLike<number>, at: number, content: Content): number {
  const perUnit = CONTENTS[content];
  let sum = 0;
  for (let i = 0; i < STATION_COMPONENTS; i++) sum += y[at + i] * perUnit[i];
  return sum;
}
