/** What an operator can change while the station runs. */

import { ConfigError } from '../../core/errors.ts';
import type { Station } from './station.ts';

export interface Setpoint {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
}

interface Row {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** The limits are those of the default size and grow with the plant. */
  readonly grows?: boolean;
  readonly read: (station: Station) => number;
  readonly write: (station: Station, value: number) => void;
}

const oxygen = (reactor: number, loop: number): Row => ({
  name: `oxygen_reactor${reactor}`,
  label: `Dissolved oxygen in reactor ${reactor}`,
  unit: 'mg/L',
  min: 0,
  max: 8,
  read: ({ units }) => units.sludge.oxygenLoops[loop].loop.parameters.setpoint,
  write: ({ units }, value) => {
    units.sludge.oxygenLoops[loop].loop.parameters.setpoint = value;
  },
});

const ROWS: readonly Row[] = [
  oxygen(3, 0),
  oxygen(4, 1),
  oxygen(5, 2),
  {
    name: 'nitrate_reactor2',
    label: 'Nitrate in reactor 2, by the internal recycle',
    unit: 'mg/L',
    min: 0,
    max: 20,
    read: ({ units }) => units.sludge.nitrateLoop?.loop.parameters.setpoint ?? 0,
    write: ({ units }, value) => {
      if (units.sludge.nitrateLoop) units.sludge.nitrateLoop.loop.parameters.setpoint = value;
    },
  },
  {
    name: 'return_sludge',
    label: 'Return sludge flow',
    unit: 'm3/d',
    min: 0,
    max: 44_000,
    grows: true,
    read: ({ pumping }) => pumping.Q_r,
    write: ({ pumping }, value) => {
      pumping.Q_r = value;
    },
  },
  {
    name: 'waste_sludge',
    label: 'Waste sludge flow',
    unit: 'm3/d',
    min: 0,
    max: 2000,
    grows: true,
    read: ({ pumping }) => pumping.Q_w,
    write: ({ pumping }, value) => {
      pumping.Q_w = value;
    },
  },
  {
    name: 'ferric_dose',
    label: 'Iron dosed as ferric chloride',
    unit: 'mg/L',
    min: 0,
    max: 60,
    read: ({ units }) => units.dosing.ferricDose,
    write: ({ units }, value) => {
      units.dosing.ferricDose = value;
    },
  },
  {
    name: 'carbon_dose',
    label: 'External carbon, as COD',
    unit: 'mg/L',
    min: 0,
    max: 200,
    read: ({ units }) => units.dosing.carbonDose,
    write: ({ units }, value) => {
      units.dosing.carbonDose = value;
    },
  },
  {
    name: 'chlorine_dose',
    label: 'Chlorine dosed before the contact tank',
    unit: 'mg/L',
    min: 0,
    max: 20,
    read: ({ units }) => units.disinfection.parameters.chlorineDose,
    write: ({ units }, value) => {
      units.disinfection.parameters.chlorineDose = value;
    },
  },
  {
    name: 'uv_dose',
    label: 'Dose that the UV lamps are paced to',
    unit: 'mJ/cm2',
    min: 0,
    max: 100,
    read: ({ units }) => units.disinfection.parameters.uvDose,
    write: ({ units }, value) => {
      units.disinfection.parameters.uvDose = value;
    },
  },
];

export const SETPOINT_NAMES: readonly string[] = ROWS.map(({ name }) => name);

function findRow(name: string): Row {
  const row = ROWS.find((known) => known.name === name);
  if (row !== undefined) return row;
  throw new ConfigError({ where: 'set-point', got: name, expected: `one of ${SETPOINT_NAMES.join(', ')}` });
}

export class Setpoints {
  readonly #station: Station;

  constructor(station: Station) {
    this.#station = station;
  }

  list(): Setpoint[] {
    return ROWS.map((row) => {
      const { name, label, unit, min } = row;
      return { name, label, unit, min, max: this.#max(row), value: row.read(this.#station) };
    });
  }

  /** @throws ConfigError for an unknown name */
  get(name: string): number {
    return findRow(name).read(this.#station);
  }

  /** @throws ConfigError for an unknown name or a value out of range */
  set(name: string, value: number): void {
    const row = findRow(name);
    const max = this.#max(row);
    if (!(value >= row.min && value <= max)) {
      throw new ConfigError({ where: `set-point ${name}`, got: value, expected: `${row.min} to ${max} ${row.unit}` });
    }
    row.write(this.#station, value);
  }

  /**
   * As `set`, but what is out of range becomes the limit next to it.
   * @throws ConfigError for an unknown name
   */
  setWithin(name: string, value: number): void {
    const row = findRow(name);
    row.write(this.#station, Math.max(row.min, Math.min(this.#max(row), value)));
  }

  save(): number[] {
    return ROWS.map((row) => row.read(this.#station));
  }

  restore(values: readonly number[]): void {
    ROWS.forEach((row, i) => {
      row.write(this.#station, values[i]);
    });
  }

  #max({ max, grows }: Row): number {
    return grows === true ? max * this.#station.scale : max;
  }
}
