/** The subtypes of `pollution_spike`. */

import type { Subtype } from './subtype.ts';

export const POLLUTION_SPIKES: readonly Subtype[] = [];
