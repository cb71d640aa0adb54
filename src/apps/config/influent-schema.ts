/** Configuration of the raw sewage and the weather. */

import { z } from 'zod';

const file = z.string().min(1, 'the path of a file');
const column = (what: string, usual: string) =>
  z.string().min(1, 'the name of a column').default(usual).describe(`Column of the record with ${what}.`);

export const influentSchema = z
  .strictObject({
    kind: z
      .enum(['generator', 'benchmark', 'record'])
      .default('generator')
      .describe('generator: made from the population and the weather; benchmark: an IWA file; record: your own file.'),
    file: file
      .optional()
      .describe('The file of a benchmark or a record.')
      .meta({ examples: ['influent.csv'] }),
    scaling: z
      .union([z.literal('design'), z.number().positive()])
      .default('design')
      .describe('Factor on the flow of a record; design: the mean becomes the flow the plant is built for.'),
  })
  .refine(({ kind, file }) => kind === 'generator' || file !== undefined, {
    path: ['file'],
    message: 'the path of a file, with kind benchmark or record',
  });

export const weatherSchema = z.strictObject({
  file: file
    .optional()
    .describe('A record of rain and air temperature to use in place of generated weather.')
    .meta({ examples: ['weather.csv'] }),
});

void column;
