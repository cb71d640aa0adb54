/** The settings of a compliance check, beside the plant's limits. */

import { ConfigError } from '../core/errors.ts';
import { type LimitOptions, type LimitSet, limitsFor } from './limits.ts';
import { type Sampling, YearTally } from './year-tally.ts';

export interface ComplianceOptions extends LimitOptions {
  /**
   * Which days are samples. `daily` (default): every day's composite, for the texts name least numbers and a twin
   * has them all; `minimum`: only as many days as the text asks for, evenly spread over the year.
   */
  readonly sampling?: Sampling;
  /** m³/d above which a day's influent is outside normal operation and the day not judged; default: none. */
  readonly referenceFlow?: number;
}

/** Limits and an empty year; throws ConfigError for settings that cannot be. */
export function prepare(options: ComplianceOptions): { limits: LimitSet; tally: YearTally } {
  const limits = limitsFor(options);
  const { sampling = 'daily', referenceFlow = Number.POSITIVE_INFINITY } = options;
  if (sampling !== 'daily' && sampling !== 'minimum') {
    throw new ConfigError({ where: 'compliance.sampling', got: sampling, expected: 'daily or minimum' });
  }
  if (!(referenceFlow > 0)) {
    throw new ConfigError({ where: 'compliance.referenceFlow', got: referenceFlow, expected: 'a flow above 0 m3/d' });
  }
  return { limits, tally: new YearTally(limits, sampling, referenceFlow) };
}
