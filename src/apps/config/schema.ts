/**
 * The configuration of the station: one strict schema. The JSON Schema, the commented sample, the page in `docs`
 * and the names of the environment variables are made from it, so every key has a description here.
 * A rule of our own has as its message what it expects.
 */

import { z } from 'zod';
import type { ComplianceOptions } from '../../compliance/options.ts';
import { REGULATION_NAMES } from '../../compliance/regulations.ts';
import { type Schema, toJsonSchema } from '../schema/json-schema.ts';
import { anomalyMixSchema, anomalyProbabilitySchema } from './anomaly-schema.ts';
import { engineSchema } from './engine-schema.ts';
import { influentSchema, weatherSchema } from './influent-schema.ts';
import { parseInstant } from './instant.ts';
import { loggingSchema } from './logging-schema.ts';
import { plantSchema } from './plant-schema.ts';
import { sensorsSchema } from './sensors-schema.ts';

const START_EXPECTED =
  'now, or a date such as 2026-01-31 or 2026-01-31T06:00:00Z between 1970 and 2200, on a whole minute';

const complianceSchema = z.strictObject({
  regulation: z.enum(REGULATION_NAMES).default('FR-2015').describe('The text whose limits the outlet is judged by.'),
  capacity_pe: z
    .number()
    .min(20)
    .max(20_000_000)
    .optional()
    .describe('Size in population equivalents of 60 g BOD5 a day, which selects the limits. Unset: plant.population.')
    .meta({ examples: [80_000] }),
  sensitive_area: z
    .boolean()
    .default(true)
    .describe('The outlet goes to water sensitive to eutrophication: nitrogen and phosphorus are limited too.'),
  high_mountain: z.boolean().default(false).describe('In high mountains, where the directives are less strict.'),
  sampling: z
    .enum(['daily', 'minimum'])
    .default('daily')
    .describe('Days that are judged: all, or as many as the text asks for at least.'),
  reference_flow: z
    .number()
    .positive()
    .optional()
    .describe('Influent flow in m³/d above which a day is outside normal operation and not judged. Unset: none.')
    .meta({ examples: [40_000] }),
});

export const configSchema = z.strictObject({
  seed: z.int().default(1).describe('Decides every random number: the same seed gives the same readings.'),
  speed: z
    .union([z.number().positive().max(1e7), z.literal('max')])
    .default(1)
    .describe('Simulated seconds a real second, or max. Changes when readings come, never what they are.'),
  start: z
    .string()
    .refine((text) => text === 'now' || parseInstant(text) !== undefined, START_EXPECTED)
    .optional()
    .describe('Simulated time of the first reading. Unset: now for a live station, 2026-01-01 for an export.')
    .meta({ examples: ['2026-01-31T06:00:00Z'] }),
  host: z
    .string()
    .min(1, 'an address or host name')
    .default('127.0.0.1')
    .describe('Address the server listens on. The API asks for no password: open it to a network with care.'),
  port: z.int().min(0).max(65_535).default(8090).describe('Port the server listens on; 0 takes any free one.'),
  warmup_days: z
    .number()
    .min(0)
    .max(1_000)
    .default(20)
    .describe('Simulated days before the first reading, in which the plant forgets how it was started.'),
  anomaly_probability: anomalyProbabilitySchema,
  scenario: z
    .string()
    .min(1, 'the name of a scenario or the path of a file')
    .optional()
    .describe('A story that happens: the name of one that `scenario list` shows, or the path of a file.')
    .meta({ examples: ['storm-pump-failure'] }),
  anomaly_mix: anomalyMixSchema.prefault({}).describe('How often each kind of anomaly happens by chance.'),
  plant: plantSchema.prefault({}).describe('The plant.'),
  influent: influentSchema.prefault({}).describe('Where the raw sewage comes from.'),
  weather: weatherSchema.prefault({}).describe('Rain and air temperature.'),
  sensors: sensorsSchema.prefault({}).describe('The instruments.'),
  compliance: complianceSchema.prefault({}).describe('What the outlet is judged by.'),
  engine: engineSchema.prefault({}).describe('The engine, which watches the readings.'),
  logging: loggingSchema.prefault({}).describe('The log.'),
});

export type Config = z.output<typeof configSchema>;

/** For editors and other programs: what a configuration file may hold. */
export const configJsonSchema: Schema = toJsonSchema(configSchema);

/** What the compliance check takes. */
export function limitOptions({ compliance, plant }: Config): ComplianceOptions {
  return {
    regulation: compliance.regulation,
    populationEquivalent: compliance.capacity_pe ?? plant.population,
    sensitiveArea: compliance.sensitive_area,
    highMountain: compliance.high_mountain,
    sampling: compliance.sampling,
    referenceFlow: compliance.reference_flow,
  };
}
