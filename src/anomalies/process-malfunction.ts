/** The subtypes of `process_malfunction`. */

import type { Subtype } from './subtype.ts';

export const PROCESS_MALFUNCTIONS: readonly Subtype[] = [];
