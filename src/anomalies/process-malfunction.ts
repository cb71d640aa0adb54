/** The subtypes of `process_malfunction`: a unit or a set-point of the plant is not as it should be, and physics follows. */

import { AERATION_MALFUNCTIONS } from './plant/aeration-malfunctions.ts';
import { CONTROL_MALFUNCTIONS } from './plant/control-malfunctions.ts';
import { INLET_MALFUNCTIONS } from './plant/inlet-malfunctions.ts';
import { POLISHING_MALFUNCTIONS } from './plant/polishing-malfunctions.ts';
import { SLUDGE_LINE_MALFUNCTIONS } from './plant/sludge-line-malfunctions.ts';
import { SLUDGE_LOOP_MALFUNCTIONS } from './plant/sludge-loop-malfunctions.ts';
import type { Subtype } from './subtype.ts';

export const PROCESS_MALFUNCTIONS: readonly Subtype[] = [
  ...INLET_MALFUNCTIONS,
  ...AERATION_MALFUNCTIONS,
  ...SLUDGE_LOOP_MALFUNCTIONS,
  ...POLISHING_MALFUNCTIONS,
  ...SLUDGE_LINE_MALFUNCTIONS,
  ...CONTROL_MALFUNCTIONS,
];
