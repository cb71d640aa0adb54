/** Configuration of the plant. */

import { z } from 'zod';

export const plantSchema = z.strictObject({
  setpoints: z
    .record(z.string(), z.number())
    .default({})
    .describe('Set-points that differ from their defaults, by name; /v1/setpoints lists them with unit and limits.')
    .meta({ examples: [{ oxygen_reactor5: 1.5 }] }),
});
