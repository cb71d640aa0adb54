/** Schemas of events and subtypes as the HTTP interface tells them, and what a subtype is told as. */

import { z } from 'zod';
import { type Amount, type AnomalyEvent, SHAPES, SUBTYPES, type Subtype } from '../../anomalies/index.ts';
import { eventRecord } from '../../anomalies/record.ts';
import { ANOMALY_KINDS, ANOMALY_KINDS_FR } from '../../core/anomaly-kinds.ts';

const instant = z.iso.datetime();
const techniqueSchema = z
  .object({ id: z.string(), name: z.string(), also: z.array(z.string()).describe('Ids in other versions.') })
  .describe('Technique of MITRE ATT&CK for ICS.');
const bothLanguages = z.object({ en: z.string(), fr: z.string() });

const plannedShape = {
  kind: z.enum(ANOMALY_KINDS),
  subtype: z.string(),
  origin: z.enum(['schedule', 'scenario', 'request']).describe('schedule: by chance; request: by POST.'),
  state: z
    .enum(['waiting', 'active', 'recovering', 'over'])
    .describe('recovering: its cause has ended, its effect on the plant has not.'),
  start: instant.describe('Simulated time, UTC, as all times.'),
  end: instant.describe('When its cause ends or has ended.'),
  recovered: instant.nullable().describe('Since when no reading has been touched any more; null until then.'),
  magnitude: z.number().nullable(),
  unit: z.string().nullable().describe('Of the magnitude.'),
  shape: z.enum(SHAPES),
  cause: z.object({ type: z.enum(['sensor', 'influent', 'unit', 'setpoint']), names: z.array(z.string()) }),
  sensors: z
    .array(z.object({ id: z.string(), first: instant.describe('Time of the first labelled reading.') }))
    .describe('Sensors affected so far, in order of the first effect.'),
  readings: z.int().describe('Readings labelled so far.'),
  technique: techniqueSchema.nullable(),
};
/** An event that has been asked for with `dry_run`. */
export const plannedSchema = z.object(plannedShape);
export const anomalySchema = z.object({
  id: z.int().describe('From 1; the code in labels and in the columns `__event`.'),
  ...plannedShape,
});
export const anomaliesSchema = z.object({
  anomalies: z.array(anomalySchema).describe('Latest start first.'),
  total: z.int().describe('How many pass the filters; more than are listed where the limit has cut them.'),
});

const amountSchema = z.object({
  unit: z.string(),
  min: z.number(),
  max: z.number(),
  default: z.number(),
  source: z.string(),
});
export const subtypeSchema = z.object({
  subtype: z.string(),
  summary: bothLanguages,
  acts: z.enum(['sensor', 'influent', 'unit', 'setpoint']).describe('What the target of an event names.'),
  places: z.array(z.string()).nullable().describe('Units or set-points that it can act on.'),
  sensors: z.object({ min: z.int(), max: z.int() }).nullable().describe('How many sensors an event may have.'),
  magnitude: amountSchema.nullable().describe('null: all or nothing.'),
  duration: amountSchema,
  shapes: z.array(z.enum(SHAPES)).describe('The first is the default.'),
  recovery_days: z.number().describe('Days after its end in which its effect on readings dies out.'),
  history_hours: z.number().describe('Hours of earlier readings that it needs.'),
  technique: techniqueSchema.nullable(),
});
export const kindsSchema = z.object({
  kinds: z.array(z.object({ kind: z.enum(ANOMALY_KINDS), fr: z.string(), subtypes: z.array(subtypeSchema) })),
});

/** An event without its number, which it gets when it is made. */
export function plannedRecord(event: Omit<AnomalyEvent, 'id'>): z.input<typeof plannedSchema> {
  const { id: _, ...record } = eventRecord({ ...event, id: 0 });
  return record;
}

/** All there is to choose from. */
export function describeKinds(): z.input<typeof kindsSchema> {
  const kinds = ANOMALY_KINDS.map((kind) => ({
    kind,
    fr: ANOMALY_KINDS_FR[kind],
    subtypes: SUBTYPES[kind].map(describeSubtype),
  }));
  return { kinds };
}

function describeSubtype(row: Subtype): z.input<typeof subtypeSchema> {
  const { name, summary, acts, places, sensors, magnitude, duration, shapes, recoveryDays, historyHours } = row;
  return {
    subtype: name,
    summary,
    acts,
    places: places === undefined ? null : [...places],
    sensors: sensors === undefined ? null : { min: sensors.min, max: sensors.max },
    magnitude: magnitude === undefined ? null : describeAmount(magnitude),
    duration: describeAmount(duration),
    shapes: [...shapes],
    recovery_days: recoveryDays,
    history_hours: historyHours ?? 0,
    technique: row.technique === undefined ? null : { ...row.technique, also: [...row.technique.also] },
  };
}

function describeAmount({ unit, min, max, default: usual, source }: Amount): z.input<typeof amountSchema> {
  return { unit, min, max, default: usual, source };
}
