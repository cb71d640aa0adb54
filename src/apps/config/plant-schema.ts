/** Configuration of the plant: size, extensions of the model, set-points. */

import { z } from 'zod';

export const plantSchema = z.strictObject({
  population: z
    .number()
    .min(100)
    .max(20_000_000)
    .default(80_000)
    .describe('Population equivalents the plant is built for, of 60 g BOD5 a day each.'),
  setpoints: z
    .record(z.string(), z.number())
    .default({})
    .describe('Set-points that differ from their defaults, by name; /v1/setpoints lists them.')
    .meta({ examples: [{ oxygen: 1.5 }] }),
});
