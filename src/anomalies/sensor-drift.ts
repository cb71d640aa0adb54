/** The subtypes of `sensor_drift`. */

import type { Subtype } from './subtype.ts';

export const SENSOR_DRIFTS: readonly Subtype[] = [];
