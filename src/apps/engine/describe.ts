/** Detections and models as the HTTP interface tells them. */

import type { z } from 'zod';
import { ANOMALY_KINDS_FR } from '../../core/anomaly-kinds.ts';
import type { Detection, Model, Moment } from '../../detector/index.ts';
import type { detectionSchema, detectionSummarySchema, modelSchema, ORIGINS } from './answers.ts';

export type Origin = (typeof ORIGINS)[number];

/** A detection under the engine's own number. */
export interface LoggedDetection extends Detection {
  readonly origin: Origin;
}

/** Everything but evidence and attribution. */
export function describeSummary(detection: LoggedDetection): z.input<typeof detectionSummarySchema> {
  const { id, origin, kind, confidence, begin, end, sensors, explanation } = detection;
  return {
    id,
    state: end === undefined ? 'open' : 'ended',
    origin,
    kind,
    kind_fr: kind === 'unknown' ? 'inconnu' : ANOMALY_KINDS_FR[kind],
    confidence,
    begin: describeMoment(begin),
    end: end === undefined ? null : describeMoment(end),
    sensors: [...sensors],
    explanation: { en: explanation.en, fr: explanation.fr },
  };
}

export function describeDetection(detection: LoggedDetection): z.input<typeof detectionSchema> {
  const { baseline, total, items } = detection.attribution;
  return {
    ...describeSummary(detection),
    evidence: detection.evidence.map(({ channel, statistic, value, limit }) => ({ channel, statistic, value, limit })),
    attribution: {
      baseline,
      total,
      items: items.map(({ channel, statistic, value }) => ({ channel, statistic, value })),
    },
  };
}

/** @param age s; NaN where unknown */
export function describeModel(
  { version, hash, learned, channels }: Model,
  settings: z.input<typeof modelSchema>['settings'],
  origin: string,
  age: number,
): z.input<typeof modelSchema> {
  return {
    version,
    hash,
    origin,
    age_s: Number.isFinite(age) ? age : null,
    learned: {
      from: new Date(learned.from).toISOString(),
      to: new Date(learned.to).toISOString(),
      frames: learned.rows,
      tick_s: learned.tickMs / 1_000,
    },
    settings,
    channels: channels.map(({ id, unit, area, span, group }) => ({
      id,
      ...(unit !== undefined && { unit }),
      ...(area !== undefined && { area }),
      ...(span !== undefined && { span }),
      ...(group !== undefined && { group }),
    })),
  };
}

export function describeMoment({ seq, time }: Moment): { seq: number; time: string } {
  return { seq, time: new Date(time).toISOString() };
}
