/** The subtypes of `cyberattack`. */

import type { Subtype } from './subtype.ts';

export const CYBERATTACKS: readonly Subtype[] = [];
