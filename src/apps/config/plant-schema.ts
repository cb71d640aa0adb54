/** Configuration of the plant: its size and its set-points. */

import { z } from 'zod';

export const plantSchema = z.strictObject({
  population: z
    .number()
    .min(10_000)
    .max(1_000_000)
    .default(80_000)
    .describe('Population equivalents the plant is built for: volumes, surfaces, pumps and blowers grow with it.'),
  setpoints: z
    .record(z.string(), z.number())
    .default({})
    .describe('Set-points that differ from their defaults, by name; /v1/setpoints lists them with unit and limits.')
    .meta({ examples: [{ oxygen_reactor5: 1.5 }] }),
});
