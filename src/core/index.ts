/** `traffeyere/core`: kinds of anomaly, frames, random streams, units, time and errors. */

export * from './anomaly-kinds.ts';
export * from './clock.ts';
export * from './errors.ts';
export * from './frame.ts';
export * from './label-ring.ts';
export * from './random.ts';
export * from './ring.ts';
export * from './time.ts';
export * from './units.ts';
