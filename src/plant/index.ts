/** `traffeyere/plant`: the benchmark plant, its components, and the names of what can be measured in a plant. */

export { type ActivatedSludgeParameters, BSM1 } from './activated-sludge.ts';
export * from './bsm1/bsm1.ts';
export * from './bsm1/evaluation.ts';
export * from './bsm1/run.ts';
export * from './components.ts';
export type { BenchmarkInfluent } from './influent/benchmark-file.ts';
export * from './taps.ts';
