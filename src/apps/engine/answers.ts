/** The answers of the engine's HTTP interface, as schemas: they type the routes and stand in the OpenAPI document. */

import { z } from 'zod';
import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { REFUSAL_REASONS } from '../../pipeline/watch-intake.ts';

const instant = z.iso.datetime().describe('In the time of the frames, UTC.');
const share = z.number().min(0).max(1);

export const DETECTED_KINDS = [...ANOMALY_KINDS, 'unknown'] as const;
export const ORIGINS = ['stream', 'file', 'post'] as const;

export const healthSchema = z.object({ status: z.literal('ok'), frames: z.int().describe('Scored so far.') });

export const settingsSchema = z.object({
  anomaly_threshold: share,
  confidence_threshold: share,
  false_alarms_per_day: z.number(),
});

export const modelSchema = z.object({
  version: z.int().describe("Of the model's format."),
  hash: z.string().describe('SHA-256 of its content.'),
  origin: z.string().describe('Where it came from.'),
  age_s: z.number().nullable().describe('From the last frame learned from to the newest frame scored.'),
  learned: z.object({ from: instant, to: instant, frames: z.int(), tick_s: z.number() }),
  settings: settingsSchema,
  channels: z.array(
    z.object({
      id: z.string(),
      unit: z.string().optional(),
      area: z.string().optional(),
      span: z.number().optional().describe('Width of the measuring range: less than 1 % of it is no deviation.'),
      group: z.string().optional(),
    }),
  ),
});

const momentSchema = z.object({ seq: z.int(), time: instant });

export const detectionSummarySchema = z.object({
  id: z.int().describe('Unique while the engine runs: 1, 2, 3, …'),
  state: z.enum(['open', 'ended']),
  origin: z.enum(ORIGINS).describe('Where the frames came from.'),
  kind: z.enum(DETECTED_KINDS),
  kind_fr: z.string(),
  confidence: share.describe('Chance that the kind is right.'),
  begin: momentSchema,
  end: momentSchema.nullable(),
  sensors: z.array(z.string()).describe('Channels judged anomalous, the most responsible first.'),
  explanation: z.object({ en: z.string(), fr: z.string() }),
});

export const detectionSchema = detectionSummarySchema.extend({
  evidence: z.array(
    z.object({
      channel: z.string(),
      statistic: z.string(),
      value: z.number(),
      limit: z.number().describe('That the value passed, in the same unit.'),
    }),
  ),
  attribution: z
    .object({
      baseline: z.number(),
      total: z.number(),
      items: z.array(z.object({ channel: z.string(), statistic: z.string(), value: z.number() })),
    })
    .describe('Additive: baseline + Σ items = total.'),
});

export const detectionsSchema = z.object({
  detections: z.array(detectionSummarySchema).describe('Newest first.'),
  total: z.int().describe('How many pass the filters, of those that are kept.'),
});

const refusalSchema = z.object({
  reason: z.enum(REFUSAL_REASONS),
  where: z.string(),
  got: z.unknown(),
  expected: z.string(),
});

export const scoredFrameSchema = z.object({
  seq: z.int(),
  time: instant,
  score: share.describe('Of the whole frame.'),
  alarm: z.boolean(),
  flagged: z.array(z.object({ channel: z.string(), score: share, kind: z.enum(DETECTED_KINDS) })),
  attribution: z
    .object({
      baseline: z.number(),
      total: z.number(),
      items: z.array(z.object({ channel: z.string(), value: z.number() })),
    })
    .nullable()
    .describe('Where anything is anomalous: what each channel contributes; baseline + Σ items = total.'),
  detections: z.array(z.int()).describe('Those that this frame began, changed or ended.'),
});

export const frameResultsSchema = z.object({
  accepted: z.int(),
  refused: z.int(),
  results: z
    .array(z.union([scoredFrameSchema, z.object({ refused: refusalSchema })]))
    .describe('One for each frame, in order.'),
});
