/** The flow that a sewer gives for a record's rain and air temperature, one value a row. */

import { warmedModel } from './climate.ts';
import type { SewerParameters } from './parameters.ts';
import { gridRecord, type SewerGrid, type SewerRecord } from './record.ts';
import { dryFlow } from './rhythm.ts';

/**
 * Flow at each row of the record, in the unit of the record that was fitted. The flow column, if any, is not looked at.
 * Soil and groundwater begin as a mean year leaves them at the season of the first row.
 */
export function runSewer(parameters: SewerParameters, record: SewerRecord): Float64Array {
  const grid = gridRecord(record, parameters);
  const cells = runGrid(parameters, grid);
  return Float64Array.from(grid.cellOfRow, (cell) => cells[cell]);
}

/** The same for each cell of a grid. */
export function runGrid(parameters: SewerParameters, grid: SewerGrid): Float64Array {
  const { start, stepH, temperature } = grid;
  const rain = leadingRain(parameters, grid);
  const model = warmedModel(parameters, stepH, start);
  const { fast_area, quick_area, ground_area, flow_capacity } = parameters;
  const flow = new Float64Array(rain.length);
  for (let i = 0; i < flow.length; i++) {
    model.step(rain[i], temperature[i]);
    const wet = fast_area * model.fast + quick_area * model.quick + ground_area * model.ground;
    flow[i] = Math.min(flow_capacity, wet + dryFlow(parameters, start + i * stepH * 3_600_000));
  }
  return flow;
}

/** The rain of each cell when the stamps of the gauge are put right; the last known value where the record ends. */
export function leadingRain({ rain_lead }: SewerParameters, { rain, stepH }: SewerGrid): Float64Array {
  const lead = Math.round(rain_lead / stepH);
  if (lead === 0) return rain;
  return rain.map((_, i) => rain[Math.min(rain.length - 1, i + lead)]);
}
