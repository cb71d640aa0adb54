/** `traffeyere/pipeline`: the station as a deterministic sequence of frames, in step with a clock or into a file. */

export { createSimulation, type SimulationOptions, StationSimulation } from './create-simulation.ts';
export { type ExportOptions, type ExportSummary, exportRun } from './export.ts';
export { type LiveOptions, LiveRunner, type LiveStatus } from './live.ts';
export type { SensorInfo, SetpointInfo, Simulation } from './simulation.ts';
