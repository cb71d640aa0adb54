/** Configuration of the log. */

import { z } from 'zod';

export const loggingSchema = z.strictObject({
  level: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least level that is logged.'),
  format: z
    .enum(['auto', 'json', 'text'])
    .default('auto')
    .describe('auto: text on a terminal, JSON lines elsewhere. The log goes to standard error.'),
});

export type LoggingConfig = z.output<typeof loggingSchema>;
