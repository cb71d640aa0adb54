/** What a scenario file may hold: one strict schema. */

import { z } from 'zod';
import { configSchema } from '../config/schema.ts';
import { type Schema, toJsonSchema } from '../schema/json-schema.ts';
import { durationSchema, eventSchema, startSchema } from './event-schema.ts';

const bothLanguages = z.strictObject({
  en: z.string().min(1, 'text').describe('In English.'),
  fr: z.string().min(1, 'text').describe('In French.'),
});

/** What decides the readings; where they are served and how fast is not the story's affair. */
const stationSchema = configSchema.pick({
  seed: true,
  start: true,
  warmup_days: true,
  anomaly_probability: true,
  anomaly_mix: true,
  plant: true,
  influent: true,
  weather: true,
  sensors: true,
});

export const scenarioSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and -')
    .describe('What it is called on the command line.'),
  title: bothLanguages.describe('A line that says what happens.'),
  story: bothLanguages.describe('What an operator would see, and what is behind it.'),
  station: stationSchema
    .prefault({})
    .describe('Keys of the configuration that the story needs; other anomalies happen only where it asks for them.'),
  duration: durationSchema.describe('How long the story takes, from the first reading on.'),
  events: z
    .array(
      eventSchema.extend({
        start: startSchema.describe('When it begins: a duration from the first reading on, or an instant.'),
      }),
    )
    .refine((events) => events.length > 0, 'one event at least')
    .describe('What goes wrong, in any order.'),
});

export const scenarioJsonSchema: Schema = toJsonSchema(scenarioSchema);
