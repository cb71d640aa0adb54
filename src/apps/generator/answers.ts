/** The answers of the generator's HTTP interface, as schemas: they type the routes and stand in the OpenAPI document. */

import { z } from 'zod';
import { QUALITY_NAMES } from '../../core/frame.ts';

const instant = z.iso.datetime().describe('Simulated time, UTC.');
const percentOrNull = z.number().nullable();

export const healthSchema = z.object({ status: z.literal('ok'), frames: z.int() });

export const sensorSchema = z.object({
  sensor_id: z.string(),
  type: z.string(),
  process_stage: z.string(),
  location: z.string(),
  tap: z.string().describe('What in the plant it looks at.'),
  unit: z.string().describe('UCUM code.'),
  range: z.tuple([z.number(), z.number()]),
  running: z.boolean().describe('Whether it reports; a stopped one has missing readings.'),
});
export const sensorsSchema = z.object({ sensors: z.array(sensorSchema) });

export const readingSchema = z.object({
  sensor_id: z.string(),
  type: z.string(),
  process_stage: z.string(),
  unit: z.string(),
  value: z.number().nullable().describe('null where missing.'),
  quality: z.enum(QUALITY_NAMES),
});
export const readingsSchema = z.object({ seq: z.int(), time: instant, readings: z.array(readingSchema) });

export const setpointSchema = z.object({
  name: z.string(),
  label: z.string().describe('What it sets, in words.'),
  unit: z.string(),
  min: z.number(),
  max: z.number(),
  value: z.number(),
});
export const setpointsSchema = z.object({ setpoints: z.array(setpointSchema) });

const speed = z.union([z.number(), z.literal('max')]);

export const stationSchema = z.object({
  name: z.string(),
  version: z.string(),
  run: z.string().describe('Changes with every start; sequence numbers of different runs are not comparable.'),
  seed: z.int(),
  clock: z.object({
    tick_s: z.number(),
    start: instant,
    time: instant.nullable().describe('Of the newest frame.'),
    frames: z.int(),
  }),
  speed: z.object({
    wanted: speed,
    achieved: z.number().nullable().describe('Over the last half minute.'),
    late_s: z.number().describe('How late the newest frame is.'),
    dropped_s: z.number().describe('Lateness that was given up rather than caught up.'),
  }),
  model: z.record(z.string(), z.unknown()).describe('The configuration of plant, influent, weather and sensors.'),
  sensors: z.object({ total: z.int(), up: z.int() }),
  stages: z.array(z.object({ process_stage: z.string(), sensors: z.int() })),
  truth: z.array(z.object({ tap: z.string(), unit: z.string(), value: z.number().nullable() })),
  compliance: z.object({
    regulation: z.string(),
    score: percentOrNull,
    compliant: z.boolean().nullable(),
    efficiency: z.record(z.string(), percentOrNull).describe('Removal over the last 24 h, %.'),
  }),
});
