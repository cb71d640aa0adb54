/** An event as people write it, in a scenario file or in a request, and as the simulation takes it. */

import { z } from 'zod';
import { type EventRequest, SHAPES } from '../../anomalies/index.ts';
import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { DURATION_EXPECTED, MOMENT_EXPECTED, parseDuration, parseMoment } from './time.ts';

const TARGET_EXPECTED = 'one name at least';

export const durationSchema = z.string().refine((text) => (parseDuration(text) ?? 0) > 0, DURATION_EXPECTED);

export const startSchema = z.string().refine((text) => parseMoment(text, 0) !== undefined, MOMENT_EXPECTED);

export const eventSchema = z.strictObject({
  kind: z.enum(ANOMALY_KINDS).describe('The kind of anomaly.'),
  subtype: z.string().min(1, 'the name of a subtype').describe('One of the subtypes of the kind.'),
  target: z
    .union([
      z.string().min(1, TARGET_EXPECTED),
      z.array(z.string().min(1, TARGET_EXPECTED)).refine((names) => names.length > 0, TARGET_EXPECTED),
    ])
    .optional()
    .describe(
      'Sensors by id, pattern (BIO-O2-*), stage:… or type:…; or the unit or set-point. Unset where there is no choice.',
    ),
  start: startSchema
    .optional()
    .describe(
      'When it begins: a duration from the next minute on, or an instant of simulated time. Unset: with the next minute.',
    ),
  duration: durationSchema.optional().describe('How long its cause lasts. Unset: as long as is usual for the subtype.'),
  shape: z.enum(SHAPES).optional().describe('How it grows and fades. Unset: as is usual for the subtype.'),
  magnitude: z.number().optional().describe('How strong, in the unit of the subtype. Unset: its usual strength.'),
});
export type EventSettings = z.output<typeof eventSchema>;

/** @param origin what a start that is a duration counts from, ms since the epoch */
export function toRequest({ target, start, duration, ...rest }: EventSettings, origin: number): EventRequest {
  return {
    ...rest,
    ...(target === undefined ? {} : { target: [target].flat() }),
    ...(start === undefined ? {} : { start: parseMoment(start, origin) }),
    ...(duration === undefined ? {} : { durationS: parseDuration(duration) }),
  };
}
