/** The subtypes of `sensor_fault`. */

import type { Subtype } from './subtype.ts';

export const SENSOR_FAULTS: readonly Subtype[] = [];
