/** What the station's tanks hold of each thing booked. */

import { STATION_COMPONENTS } from '../components.ts';
import { LAYERS } from '../settler.ts';
import { PARTICULATES } from '../units/contents.ts';
import { BIOMASS_N, BIOMASS_P, COD_CH4 } from '../units/digester.ts';
import { addComponent, addWater, BOOKED_COUNT, COLUMN } from './booked.ts';
import type { Station } from './station.ts';

/** What follows the components in a unit's states: the volume of inlet well and liquor tank, the primary's hopper… */
const VOLUME = STATION_COMPONENTS;
const HOPPER = STATION_COMPONENTS;
/** …the digester's biomass, and the methane in its dome. */
const BIOMASS = STATION_COMPONENTS;
export const GAS_CH4 = BIOMASS + 1;

/** Contents of all tanks (order of `BOOKED`), but for the settler's solids, whose composition no state tells. */
export function holdings(station: Station): Float64Array {
  const { y, units } = station;
  const { pretreatment, primary, sludge, filters, digester, liquor } = units;
  const held = new Float64Array(BOOKED_COUNT);
  for (const unit of [pretreatment, liquor]) {
    const at = station.at(unit);
    addAmounts(y, at, held);
    held[COLUMN.water] += y[at + VOLUME];
  }
  const primaryAt = station.at(primary);
  addWater(y, primaryAt, primary.parameters.volume, held, 0);
  addParticulates(y, primaryAt + HOPPER, primary.parameters.volume, held);
  addParticulates(y, station.at(filters), 1, held);
  const sludgeAt = station.at(sludge);
  sludge.volumes.forEach((volume, r) => {
    addWater(y, sludgeAt + sludge.reactorAt(r), volume, held, 0);
  });
  const { settler } = sludge;
  settler.solubles.forEach((component, i) => {
    const at = sludgeAt + sludge.settlerAt + (1 + i) * LAYERS;
    addComponent(component, settler.layerVolume * sum(y, at, LAYERS), held, 0);
  });
  const digesterAt = station.at(digester);
  const { volume, gasVolume } = digester.parameters;
  addWater(y, digesterAt, volume, held, 0);
  const biomass = volume * y[digesterAt + BIOMASS];
  held[COLUMN.cod] += biomass + COD_CH4 * gasVolume * y[digesterAt + GAS_CH4];
  held[COLUMN.n] += BIOMASS_N * biomass;
  held[COLUMN.p] += BIOMASS_P * biomass;
  return held;
}

/** The sum of `count` states from `at` on. */
export function sum(y: Float64Array, at: number, count: number): number {
  let total = 0;
  for (let i = at; i < at + count; i++) total += y[i];
  return total;
}

/** States that are amounts of all components. */
function addAmounts(y: Float64Array, at: number, held: Float64Array): void {
  for (let c = 0; c < STATION_COMPONENTS; c++) addComponent(c, y[at + c], held, 0);
}

/** States that are particulates in the order of `PARTICULATES`, per m³ of `volume`. */
function addParticulates(y: Float64Array, at: number, volume: number, held: Float64Array): void {
  PARTICULATES.forEach((component, k) => {
    addComponent(component, volume * y[at + k], held, 0);
  });
}
