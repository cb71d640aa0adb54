/** All benchmarks, in the order in which they run. */

import type { Benchmark } from './benchmark.ts';
import { DETECTOR_BENCHMARKS } from './benchmarks/detector.ts';
import { END_TO_END_BENCHMARKS } from './benchmarks/end-to-end.ts';
import { EXPORT_BENCHMARKS } from './benchmarks/export.ts';
import { EXPOSITION_BENCHMARKS } from './benchmarks/exposition.ts';
import { PLANT_BENCHMARKS } from './benchmarks/plant.ts';
import { STATION_BENCHMARKS } from './benchmarks/station.ts';

export const BENCHMARKS: readonly Benchmark[] = [
  ...STATION_BENCHMARKS,
  ...PLANT_BENCHMARKS,
  ...DETECTOR_BENCHMARKS,
  ...END_TO_END_BENCHMARKS,
  ...EXPOSITION_BENCHMARKS,
  ...EXPORT_BENCHMARKS,
];
