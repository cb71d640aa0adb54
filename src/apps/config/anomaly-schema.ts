/** Configuration of the anomalies that happen by chance: how often which kind. */

import { z } from 'zod';
import { ANOMALY_KINDS, type AnomalyKind } from '../../core/anomaly-kinds.ts';

/** Instruments fail more often than plants, and plants more often than they are attacked (estimate). */
const USUAL_MIX: Readonly<Record<AnomalyKind, number>> = {
  sensor_fault: 4,
  sensor_drift: 2,
  pollution_spike: 2,
  process_malfunction: 3,
  cyberattack: 1,
};

const weights = Object.fromEntries(
  ANOMALY_KINDS.map((kind) => [
    kind,
    z
      .number()
      .min(0)
      .max(1_000_000)
      .default(USUAL_MIX[kind])
      .describe(`Events of the kind ${kind}, relative to the other kinds; 0 for none.`),
  ]),
) as Record<AnomalyKind, z.ZodDefault<z.ZodNumber>>;

export const anomalyMixSchema = z
  .strictObject(weights)
  .refine((mix) => Object.values(mix).some((weight) => weight > 0), 'one kind at least above 0');
