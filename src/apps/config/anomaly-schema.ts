/** Configuration of the anomalies that happen by chance: how many, and how often which kind. */

import { z } from 'zod';
import { DEFAULT_MIX, MOST_PROBABLE } from '../../anomalies/schedule.ts';
import { ANOMALY_KINDS, type AnomalyKind } from '../../core/anomaly-kinds.ts';

const weights = Object.fromEntries(
  ANOMALY_KINDS.map((kind) => [
    kind,
    z
      .number()
      .min(0)
      .max(1_000_000)
      .default(DEFAULT_MIX[kind])
      .describe(`Events of the kind ${kind}, relative to the other kinds; 0 for none.`),
  ]),
) as Record<AnomalyKind, z.ZodDefault<z.ZodNumber>>;

export const anomalyMixSchema = z
  .strictObject(weights)
  .refine((mix) => Object.values(mix).some((weight) => weight > 0), 'one kind at least above 0');

export const anomalyProbabilitySchema = z
  .number()
  .min(0)
  .max(MOST_PROBABLE)
  .default(0.02)
  .describe('Long-run share of readings that are anomalous by chance; 0 for none, the default beside a scenario.');
