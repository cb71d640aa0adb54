/** All subtypes of the five kinds. */

import { ANOMALY_KINDS, type AnomalyKind } from '../core/anomaly-kinds.ts';
import { CYBERATTACKS } from './cyberattack.ts';
import { POLLUTION_SPIKES } from './pollution-spike.ts';
import { PROCESS_MALFUNCTIONS } from './process-malfunction.ts';
import { SENSOR_DRIFTS } from './sensor-drift.ts';
import { SENSOR_FAULTS } from './sensor-fault.ts';
import type { Subtype } from './subtype.ts';

export const SUBTYPES: Readonly<Record<AnomalyKind, readonly Subtype[]>> = {
  sensor_fault: SENSOR_FAULTS,
  sensor_drift: SENSOR_DRIFTS,
  pollution_spike: POLLUTION_SPIKES,
  process_malfunction: PROCESS_MALFUNCTIONS,
  cyberattack: CYBERATTACKS,
};

/** All of them in one list, kind after kind. */
export const ALL_SUBTYPES: readonly Subtype[] = ANOMALY_KINDS.flatMap((kind) => SUBTYPES[kind]);
