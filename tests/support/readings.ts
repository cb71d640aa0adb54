/** Readings of a simulated run as series, one reading a minute of each instrument. */

import { createFrame } from '../../src/core/frame.ts';
import { TICKS_PER_MINUTE } from '../../src/core/time.ts';
import type { StationSimulation } from '../../src/pipeline/create-simulation.ts';
import { C } from '../../src/plant/components.ts';
import type { Series } from './series.ts';

export class Readings {
  readonly #columns: ReadonlyMap<string, Series>;

  constructor(columns: ReadonlyMap<string, Series>) {
    this.#columns = columns;
  }

  of(id: string): Series {
    const column = this.#columns.get(id);
    if (column === undefined) throw new Error(`no instrument ${id}`);
    return column;
  }

  /** The same with some columns spoilt. */
  spoilt(how: Readonly<Record<string, (column: Series) => Series>>): Readings {
    const columns = new Map(this.#columns);
    for (const [id, spoil] of Object.entries(how)) columns.set(id, spoil(this.of(id)));
    return new Readings(columns);
  }
}

/**
 * Runs a simulation and keeps the first reading of each minute. Beside the instruments: `CO2`, the dissolved carbon
 * dioxide of reactor 5 [mol/m³]; `IONS`, the sewage's conductivity that no process touches [µS/cm]; and the set-points
 * under their names.
 */
export function record(simulation: StationSimulation, days: number): Readings {
  const { sensors, station } = simulation;
  const minutes = days * 1440;
  const columns = sensors.map(() => new Float64Array(minutes));
  const carbonDioxide = new Float64Array(minutes);
  const ions = new Float64Array(minutes);
  const frame = createFrame(sensors.length);
  const reactor5 = station.at(station.units.sludge) + station.units.sludge.reactorAt(4);
  for (let minute = 0; minute < minutes; minute++) {
    carbonDioxide[minute] = station.y[reactor5 + C.S_CO2];
    ions[minute] = station.influent[C.S_ION];
    for (let tick = 0; tick < TICKS_PER_MINUTE; tick++) {
      simulation.next(frame);
      if (tick === 0) for (let i = 0; i < columns.length; i++) columns[i][minute] = frame.values[i];
    }
  }
  const byId = new Map<string, Series>([
    ['CO2', carbonDioxide],
    ['IONS', ions],
  ]);
  sensors.forEach(({ id }, i) => {
    byId.set(id, columns[i]);
  });
  for (const { name, value } of simulation.setpoints()) byId.set(name, new Float64Array(minutes).fill(value));
  return new Readings(byId);
}
