/** Sections of the configuration whose keys are a table of parameters kept with the model that uses them. */

import { z } from 'zod';
import type { Parameter } from '../../plant/parameter-table.ts';

/** Each key may be left out: the model then takes its own default. */
export function parameterKeys<Name extends string>(
  table: Readonly<Record<Name, Parameter>>,
): Record<Name, z.ZodOptional<z.ZodNumber>> {
  const keys = (Object.keys(table) as Name[]).map((name) => {
    const { default: usual, min, max, unit, what, extensive } = table[name];
    const measure = unit === '1' ? '' : ` ${unit}`;
    const growth = extensive ? ' for a population of 80000, and grows with it' : '';
    const schema = z
      .number()
      .min(min)
      .max(max)
      .optional()
      .describe(`${what} Unset: ${usual}${measure}${growth}.`)
      .meta({ examples: [usual] });
    return [name, schema] as const;
  });
  return Object.fromEntries(keys) as Record<Name, z.ZodOptional<z.ZodNumber>>;
}
