/** `traffeyere/anomalies`: the five kinds, their subtypes, events and their truth. */

export * from './catalogue.ts';
export * from './envelope.ts';
export * from './event.ts';
export type * from './subtype.ts';
