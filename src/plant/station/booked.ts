/** What the station keeps books of, and how much of each a stream or a tank carries. */

import { COMPONENT_NAMES, COMPONENTS, type ComponentName, STATION_COMPONENTS } from '../components.ts';
import { Q, type Stream } from '../unit.ts';

/** Water in m³, zinc in mg, the others in g; reports give zinc in g and the others in kg. */
export const BOOKED = ['water', 'cod', 'n', 'p', 'iron', 'mineral', 'zinc'] as const;
export type Booked = (typeof BOOKED)[number];
export const BOOKED_COUNT = BOOKED.length;
export const COLUMN = Object.fromEntries(BOOKED.map((booked, i) => [booked, i])) as Record<Booked, number>;

/** Iron of a g of hydroxide, and of phosphate, 4.87 g of which come from 3.45 g of hydroxide (ASM2d). */
const IRON_OF_HYDROXIDE = 55.845 / 106.87;
const IRON_OF_PHOSPHATE = (IRON_OF_HYDROXIDE * 3.45) / 4.87;

const perUnit = (content: (name: ComponentName) => number | undefined): Float64Array =>
  Float64Array.from(COMPONENT_NAMES, (name) => content(name) ?? 0);
const listed = (contents: Partial<Record<ComponentName, number>>): Float64Array => perUnit((name) => contents[name]);

/** What a unit of each component holds of each thing booked; water is volume or flow, not a component. */
export const CONTENTS: Readonly<Record<Booked, Float64Array>> = {
  water: listed({}),
  cod: perUnit((name) => COMPONENTS[name].cod),
  n: perUnit((name) => COMPONENTS[name].n),
  p: perUnit((name) => COMPONENTS[name].p),
  iron: listed({ X_MeOH: IRON_OF_HYDROXIDE, X_MeP: IRON_OF_PHOSPHATE }),
  mineral: listed({ X_MIN: 1 }),
  zinc: listed({ S_ME: 1, X_ME: 1 }),
};
const COLUMNS = BOOKED.map((booked) => CONTENTS[booked]);

/** Adds to `out[at] …` what `volume` m³ hold (or m³/d carry) of components that start at `y[from]`, water included. */
export function addWater(y: Float64Array, from: number, volume: number, out: Float64Array, at: number): void {
  out[at + COLUMN.water] += volume;
  for (let c = 0; c < STATION_COMPONENTS; c++) addComponent(c, volume * y[from + c], out, at);
}

/** Adds what a stream carries a day. */
export function addStream(stream: Stream, out: Float64Array, at: number): void {
  addWater(stream, 0, stream[Q], out, at);
}

/** Adds what `amount` units of a component hold. */
export function addComponent(c: number, amount: number, out: Float64Array, at: number): void {
  for (let q = 0; q < BOOKED_COUNT; q++) out[at + q] += COLUMNS[q][c] * amount;
}
