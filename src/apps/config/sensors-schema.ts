/** Configuration of the instruments: types and rows of the catalogue that are added, changed or taken out. */

import { z } from 'zod';
import { UNIT_CODES } from '../../core/units.ts';
import { REFERENCE_POPULATION } from '../../plant/influent/parameters.ts';
import { CLASS_NAMES, NOISE_MODELS, type SensorConfig, STAGE_NAMES } from '../../sensors/index.ts';

const range = z
  .tuple([z.number(), z.number()])
  .refine(([min, max]) => min < max, 'the smaller end first')
  .optional()
  .describe('Measuring range, in the unit; readings are clamped to it.');
const unit = z.enum(UNIT_CODES).optional().describe('UCUM code.');
const className = z.enum(CLASS_NAMES).optional().describe('Instrument class of the benchmark: how fast it follows.');
const resolution = z.number().positive().max(1).optional().describe('Smallest step shown, in the unit.');
const fraction = z.number().min(0).max(1).optional();

const typeSchema = z.strictObject({
  base: z.number().describe('A usual value: what an instrument without a tap shows.'),
  label: z.strictObject({ fr: z.string(), en: z.string() }).optional(),
  unit,
  range,
  class: className,
  noise: fraction.describe('Standard deviation of repeated readings, as a fraction of the range.'),
  calibration: fraction.describe('Standard deviation of the fixed error, as a fraction of the range.'),
  resolution,
  detection_limit: z.number().min(0).optional().describe('Readings below are uncertain.'),
});

const rowSchema = z.strictObject({
  id: z.string().min(1, 'an id'),
  type: z.string().min(1, 'a sensor type'),
  stage: z.enum(STAGE_NAMES),
  location: z.string().default('').describe('Where it is mounted, in words.'),
  tap: z.string().optional().describe('What in the plant it looks at; without one it shows the base of its type.'),
  unit,
  range,
  class: className,
  resolution,
});

export const sensorsSchema = z.strictObject({
  noise: z
    .enum(NOISE_MODELS)
    .default('datasheet')
    .describe('datasheet: of each type of instrument; benchmark: that of the benchmark; none: no noise at all.'),
  types: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _, for it is part of a metric name'),
      typeSchema,
    )
    .default({})
    .describe('New types by name; only a base value is needed. A built-in name changes the fields given.')
    .meta({ examples: [{ ozone: { base: 0.4, unit: 'mg/L', range: [0, 2] } }] }),
  add: z
    .array(rowSchema)
    .default([])
    .describe('Instruments added to those of the catalogue.')
    .meta({
      examples: [
        [
          {
            id: 'BIO-O2-99',
            type: 'o2_dissous',
            stage: 'traitement_biologique',
            location: 'Third reactor',
            tap: 'reactor3.S_O',
          },
        ],
      ],
    }),
  remove: z
    .array(z.string())
    .default([])
    .describe('Ids of instruments of the catalogue that this plant does not have.')
    .meta({ examples: [['PRE-MET-01']] }),
});

/** In the form that the instruments take. */
export function sensorConfig(
  { types, add, remove }: z.output<typeof sensorsSchema>,
  plant: { readonly population: number },
): SensorConfig {
  const entries = Object.entries(types).map(([name, { detection_limit, ...type }]) => [
    name,
    detection_limit === undefined ? type : { ...type, detectionLimit: detection_limit },
  ]);
  const scale = plant.population / REFERENCE_POPULATION;
  return { types: Object.fromEntries(entries), sensors: add, remove, scale };
}
