/** `traffeyere/core`: frames, random streams, units, time and errors. */

export * from './errors.ts';
export * from './frame.ts';
export * from './random.ts';
export * from './ring.ts';
export * from './time.ts';
export * from './units.ts';
