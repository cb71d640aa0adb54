/** Levers of the station as one kind of thing, and the part of an effect that moves some of them. */

import type { Station } from '../../plant/station/station.ts';
import type { PlantPart } from '../subtype.ts';

/** A number of the station that a malfunction changes. */
export interface Lever {
  read(station: Station): number;
  write(station: Station, value: number): void;
}

/** A field: `field(({ units }) => units.dosing, 'ferricHealth')`. */
export function field<K extends string>(owner: (station: Station) => { [key in K]: number }, key: K): Lever {
  return {
    read: (station) => owner(station)[key],
    write: (station, value) => {
      const of: { [key in K]: number } = owner(station);
      of[key] = value as (typeof of)[K];
    },
  };
}

/** An element of an array. */
export function element(owner: (station: Station) => Float64Array, index: number): Lever {
  return {
    read: (station) => owner(station)[index],
    write: (station, value) => {
      owner(station)[index] = value;
    },
  };
}

/** The first elements of an array, one lever each. */
export function elements(owner: (station: Station) => Float64Array, count: number): Lever[] {
  return Array.from({ length: count }, (_, index) => element(owner, index));
}

/** A set-point by its name; what is out of its range becomes the limit next to it. */
export function setpoint(name: string): Lever {
  return {
    read: ({ setpoints }) => setpoints.get(name),
    write: ({ setpoints }, value) => setpoints.setWithin(name, value),
  };
}

/** A lever, and where it goes from where it is. */
export interface Move {
  readonly lever: Lever;
  /** @param intensity 0 to 1 by the event's shape */
  readonly to: (value: number, intensity: number) => number;
}

/** Multiplied by `factor` at full intensity, by less of it before. */
export function times(lever: Lever, factor: number): Move {
  return { lever, to: (value, intensity) => value * (1 + (factor - 1) * intensity) };
}

/** Loses a share of what it gives, in percent, at full intensity. */
export function lose(lever: Lever, percent: number): Move {
  return times(lever, 1 - percent / 100);
}

/** At zero while in full force: a machine that stands. */
export function stop(lever: Lever): Move {
  return { lever, to: (value, intensity) => (intensity < 1 ? value : 0) };
}

/** The part of an effect that consists of such moves. */
export function leverPart(moves: readonly Move[]): PlantPart {
  return {
    move(station, intensity) {
      for (const { lever, to } of moves) lever.write(station, to(lever.read(station), intensity));
    },
    reset(station, from) {
      for (const { lever } of moves) lever.write(station, lever.read(from));
    },
  };
}
