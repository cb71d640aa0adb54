/** Configuration of the instruments: types and rows of the catalogue that are added or taken out. */

import { z } from 'zod';

export const sensorsSchema = z.strictObject({
  remove: z.array(z.string()).default([]).describe('Ids of instruments that this plant does not have.'),
});
