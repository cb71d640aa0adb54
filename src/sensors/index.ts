/** The instruments: their types, the catalogue of 127, and what they make of the plant's truth. */

export {
  buildCatalogue,
  type Sensor,
  type SensorConfig,
  type SensorInfo,
  type SensorSet,
  type UserType,
} from './build.ts';
export { CATALOGUE, type SensorRow } from './catalogue.ts';
export { CLASS_NAMES, type ClassName, INSTRUMENT_CLASSES, type InstrumentClass } from './classes.ts';
export { BENCHMARK_NOISE, type InstrumentOptions, NOISE_MODELS, type NoiseModel } from './columns.ts';
export { onGrid, stepsPerUnit, trustedRange } from './display.ts';
export { Instruments, type InstrumentsState } from './observe.ts';
export { STAGE_NAMES, STAGES, type StageName } from './stages.ts';
export { SENSOR_TYPE_NAMES, SENSOR_TYPES, type SensorType, type TypeEntry } from './types.ts';
