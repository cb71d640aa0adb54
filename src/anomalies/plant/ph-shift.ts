/**
 * Strong acid or base in raw sewage, as much of it as moves the pH by a given amount. An acid turns bicarbonate into carbon
 * dioxide, a base the other way round, so what there is of both buffers the water as it does in the plant.
 */

import { C } from '../../plant/components.ts';
import { pHOf, pK1 } from '../../plant/measure/carbonate.ts';

/** Conductivity that the anion of an acid, or the cation of a base, brings: chloride and sodium, µS/cm per mol/m³. */
const US_PER_CHLORIDE = 76.3;
const US_PER_SODIUM = 50.1;

/**
 * Moves the pH of a row by `shift` (below zero with acid), or as far as its carbonate allows: alkalinity and carbon dioxide
 * never fall below zero.
 */
export function shiftPH(row: Float64Array, shift: number): void {
  const celsius = row[C.T];
  const alkalinity = Math.max(0, row[C.S_ALK]);
  const carbonic = Math.max(0, row[C.S_CO2]);
  // In mol/m³, hence the 3; solved for the base b in h (alkalinity + b + h) = K1 (carbonic − b), as `pHOf` has it.
  const h = 10 ** (3 - pHOf(alkalinity, carbonic, celsius) - shift);
  const K1 = 10 ** (3 - pK1(celsius));
  const asked = ((K1 * carbonic) / h - h - alkalinity) / (1 + K1 / h);
  const base = Math.max(-alkalinity, Math.min(carbonic, asked));
  row[C.S_ALK] = alkalinity + base;
  row[C.S_CO2] = carbonic - base;
  row[C.S_ION] += base < 0 ? -US_PER_CHLORIDE * base : US_PER_SODIUM * base;
}
