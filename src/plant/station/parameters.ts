/** The station: an 80,000 pe plant in the layout of BSM2 (Gernaey et al. 2014), with every extension of ASM1 on. */

import type { ActivatedSludgeParameters } from '../activated-sludge.ts';
import { ALL_EXTENSIONS } from '../biology/matrix.ts';
import { NITRATE_LOOP, OXYGEN_LOOP } from '../control.ts';

/** Mean dry-weather flow, m³/d (BSM2). */
export const DESIGN_FLOW = 20_648;

/**
 * Volumes, recycles and settler of BSM2. Three oxygen loops of the benchmark's tuning, one an aerated reactor; the
 * nitrate loop with the benchmark's gain. Set-points are usual for nitrogen removal (Metcalf & Eddy 2014).
 */
export const STATION_SLUDGE: Readonly<ActivatedSludgeParameters> = {
  extensions: ALL_EXTENSIONS,
  volumes: [1500, 1500, 3000, 3000, 3000],
  KLa: [0, 0, 120, 120, 60],
  Q_intr: 3 * DESIGN_FLOW,
  Q_r: DESIGN_FLOW,
  Q_w: 550,
  oxygenLoops: [
    { reactor: 2, loop: { ...OXYGEN_LOOP, setpoint: 1.8, offset: 120 } },
    { reactor: 3, loop: { ...OXYGEN_LOOP, setpoint: 1.8, offset: 120 } },
    { reactor: 4, loop: { ...OXYGEN_LOOP, setpoint: 0.6, offset: 60 } },
  ],
  nitrateLoop: { reactor: 1, loop: { ...NITRATE_LOOP, offset: 3 * DESIGN_FLOW, max: 5 * DESIGN_FLOW } },
};
