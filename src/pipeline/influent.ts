/** Opens the influent that a configuration asks for: generated, the benchmark's, or recorded. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataFile } from '../core/data-file.ts';
import { readTable } from '../io/files/table.ts';
import { BENCHMARK_COLUMNS, type BenchmarkInfluent, benchmarkInfluent } from '../plant/influent/benchmark-file.ts';
import { BenchmarkSource } from '../plant/influent/benchmark-source.ts';
import { GeneratedInfluent } from '../plant/influent/generator.ts';
import {
  designFlow,
  type GeneratorParameters,
  generatorParameters,
  REFERENCE_POPULATION,
} from '../plant/influent/parameters.ts';
import { type FlowUnit, type RecordReport, type RecordSeries, recordSeries } from '../plant/influent/record-series.ts';
import type { InfluentSource } from '../plant/influent/source.ts';
import { defaultSewer, type SewerParameters, scaleSewer } from '../plant/sewer/parameters.ts';
import type { SewerRecord } from '../plant/sewer/record.ts';
import { type WeatherParameters, weatherClimate, weatherParameters } from '../plant/weather/weather.ts';
import { type RecordFileColumns, readRecordFile } from './record-file.ts';
import { readSewerYaml } from './sewer-fit.ts';

/** What is common to all: the run and the plant. */
interface Run {
  readonly seed: number | string;
  /** Start of the run, ms since the epoch. */
  readonly start: number;
}

/** The town that the generator and a record without pollutants need. */
interface Town {
  /** Parameters that differ from the defaults of a town of `population`. */
  readonly town?: Partial<GeneratorParameters>;
  readonly weather?: Partial<WeatherParameters>;
  /** A file of `fit`, scaled to the dry flow of the town; by default the usual sewer of its size. */
  readonly sewer?: string;
}

export type InfluentConfig =
  | (Run &
      Town & { readonly kind: 'generator' /** A record of rain, air temperature. */; readonly weatherFile?: string })
  | (Run & { readonly kind: 'benchmark'; readonly file: string })
  | (Run &
      Town & {
        readonly kind: 'record';
        readonly file: string;
        readonly columns?: RecordFileColumns;
        /** `m3/h` by default. */
        readonly flowUnit?: FlowUnit;
        /** `design` by default: the mean flow becomes that which the plant is built for. */
        readonly scaling?: 'design' | number;
      });

export interface InfluentReport {
  readonly kind: InfluentConfig['kind'];
  /** The flow that the plant is built for, m³/d. */
  readonly designFlow: number;
  /** What was read and bridged, with a record or a weather file. */
  readonly record?: RecordReport;
}

export interface OpenedInfluent {
  /** A new source of the same sewage at every call: each keeps its own place in time. */
  readonly openSource: () => InfluentSource;
  readonly report: InfluentReport;
}

/** Throws ConfigError for files that cannot be read and parameters out of range. */
export function openInfluent(config: InfluentConfig): OpenedInfluent {
  const { kind } = config;
  if (kind === 'benchmark') {
    const influent = readBenchmarkInfluent(config.file);
    return { openSource: () => new BenchmarkSource(influent), report: { kind, designFlow: BENCHMARK_FLOW } };
  }
  const town = generatorParameters(config.town);
  const weather = weatherParameters(config.weather);
  const flow = designFlow(town.population);
  const opened = openRecord(config, flow);
  const sewer = config.sewer === undefined ? townSewer(town, weather) : fittedSewer(config.sewer, town, weather);
  const { seed, start } = config;
  const openSource = () => new GeneratedInfluent({ seed, start, town, weather, sewer, ...opened?.use });
  return { openSource, report: { kind, designFlow: flow, record: opened?.report } };
}

/** Mean dry-weather flow of BSM1, m³/d. */
const BENCHMARK_FLOW = 18_446;

/** The benchmark's own names stand for the files that come with the product. */
const OWN_FILES = ['dry', 'rain', 'storm'];

/** Reads a file in the benchmark's format, or `dry`, `rain`, `storm`. Throws ConfigError. */
export function readBenchmarkInfluent(file: string): BenchmarkInfluent {
  const own = OWN_FILES.includes(file) && !existsSync(file);
  const path = own ? fileURLToPath(dataFile(`influent/bsm1_influent_${file}.csv`)) : file;
  return benchmarkInfluent(readTable(path, { time: ['t_d', 'time', 't'], columns: BENCHMARK_COLUMNS }));
}

function openRecord(
  config: Exclude<InfluentConfig, { kind: 'benchmark' }>,
  designFlow: number,
): { use: { record: RecordSeries }; report: RecordReport } | undefined {
  let record: SewerRecord;
  if (config.kind === 'record') ({ record } = readRecordFile(config.file, config.columns));
  else {
    if (config.weatherFile === undefined) return undefined;
    // A weather record may have a flow, which is not meant here.
    ({ record } = readRecordFile(config.weatherFile, {}, [], ['rain', 'temperature']));
  }
  const { flowUnit, scaling = 'design' } = config.kind === 'record' ? config : {};
  const { series, report } = recordSeries(record, { flowUnit, scaling, designFlow, start: config.start });
  return { use: { record: series }, report };
}

/** The default sewer in the size and the climate of the town. */
function townSewer(town: GeneratorParameters, weather: WeatherParameters): SewerParameters {
  const size = designFlow(town.population) / designFlow(REFERENCE_POPULATION);
  return { ...scaleSewer(defaultSewer(), size), ...weatherClimate(weather) };
}

/** A fitted sewer of another catchment, made as large as the town: its dry-weather flow becomes that of the town. */
function fittedSewer(path: string, town: GeneratorParameters, weather: WeatherParameters): SewerParameters {
  const fitted = readSewerYaml(path);
  return fitted.dry_flow > 0 ? scaleSewer(fitted, townSewer(town, weather).dry_flow / fitted.dry_flow) : fitted;
}
