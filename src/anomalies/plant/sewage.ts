/** How foreign matter and foreign water get into a row of raw sewage (layout `INFLUENT`). */

import { C, STATION_COMPONENTS } from '../../plant/components.ts';
import { INFLUENT } from '../../plant/influent/source.ts';
import { DESIGN_FLOW } from '../../plant/station/parameters.ts';

/** At night, or where a file has no flow at all, a discharge thickens no further than at this share of the design flow. */
const LEAST_FLOW = 0.25;

/**
 * Adds a load that makes `amount` more of a component (in its unit) at the design flow: less in a storm, more at night.
 * @param scale size of the plant, 1 for 80,000 pe
 */
export function addLoad(row: Float64Array, component: number, amount: number, scale: number): void {
  const design = DESIGN_FLOW * scale;
  row[component] += (amount * design) / Math.max(row[INFLUENT.Q], LEAST_FLOW * design);
}

/**
 * Mixes in `flow` m³/d of another water, as warm as the sewage is.
 * @param water its components; that of the temperature is not used
 */
export function mixIn(row: Float64Array, water: Float64Array, flow: number): void {
  const before = row[INFLUENT.Q];
  const total = before + flow;
  if (!(total > 0)) return;
  for (let c = 0; c < STATION_COMPONENTS; c++) {
    if (c !== C.T) row[c] = (row[c] * before + water[c] * flow) / total;
  }
  row[INFLUENT.Q] = total;
}
