/** Configuration of the raw sewage and the weather. */

import { z } from 'zod';
import { GENERATOR_PARAMETERS } from '../../plant/influent/parameters.ts';
import { FLOW_UNITS, type FlowUnit } from '../../plant/influent/record-series.ts';
import { WEATHER_PARAMETERS } from '../../plant/weather/weather.ts';
import { parameterKeys } from './parameter-table.ts';

const file = z.string().min(1, 'the path of a file').optional();
const flowUnits = Object.keys(FLOW_UNITS) as [FlowUnit, ...FlowUnit[]];
const column = (what: string) =>
  z
    .string()
    .min(1, 'the name of a column')
    .optional()
    .describe(`Column with ${what}. Unset: found by its usual names.`);

const columnsSchema = z.strictObject({
  time: column('the time').meta({ examples: ['time'] }),
  flow: column('the flow').meta({ examples: ['flow'] }),
  rain: column('the rain').meta({ examples: ['rain'] }),
  temperature: column('the air temperature').meta({ examples: ['air_temperature'] }),
});

export const influentSchema = z
  .strictObject({
    kind: z
      .enum(['auto', 'generator', 'benchmark', 'record'])
      .default('auto')
      .describe(
        'generator: made from the town and the weather; benchmark: a file of ASM1 components; record: your own file of ' +
          'flow, rain, air temperature or some of these; auto: what the file is, the generator without one.',
      ),
    file: file
      .describe('The benchmark or record; dry, rain and storm are the benchmark’s own.')
      .meta({ examples: ['influent.csv'] }),
    columns: columnsSchema.prefault({}).describe('Columns of a record.'),
    flow_unit: z.enum(flowUnits).default('m3/h').describe('Unit of the flow of a record.'),
    scaling: z
      .union([z.literal('design'), z.number().positive()])
      .default('design')
      .describe('Factor on the flow of a record; design: its mean becomes the flow the plant is built for.'),
    sewer: file
      .describe('Parameters of the sewer as fit writes them. Unset: the usual sewer of the town’s size.')
      .meta({ examples: ['sewer.yaml'] }),
    seed: z
      .int()
      .optional()
      .describe('Of sewage and weather. Unset: the seed of the station.')
      .meta({ examples: [1] }),
    town: z
      .strictObject(parameterKeys(GENERATOR_PARAMETERS))
      .prefault({})
      .describe(
        'The town whose sewage it is, as large as the plant unless told; it also fills in what a record lacks.',
      ),
  })
  .refine(({ kind, file }) => file !== undefined || kind === 'generator' || kind === 'auto', {
    path: ['file'],
    message: 'the path of a file, with kind benchmark or record',
  })
  .refine(({ kind, file }) => file === undefined || kind !== 'generator', {
    path: ['file'],
    message: 'no file, with kind generator',
  });

export const weatherSchema = z.strictObject({
  file: file
    .describe('A record of rain and air temperature to use in place of generated weather.')
    .meta({ examples: ['weather.csv'] }),
  ...parameterKeys(WEATHER_PARAMETERS),
});
