/** All families of made-up data sets, by name, and the seeds that each is made from. */

import type { DataSet } from '../data-set.ts';
import { chemicalProcess } from './chemical-process.ts';
import { coarseReadings } from './coarse-readings.ts';
import { correlations } from './correlations.ts';
import { dailyPlant } from './daily-plant.ts';
import { dutyMachine } from './duty-machine.ts';
import { fewChannels } from './few-channels.ts';
import { heavyTails } from './heavy-tails.ts';
import { idleChannels } from './idle-channels.ts';
import { longSeason } from './long-season.ts';
import { pumpLoop } from './pump-loop.ts';
import { regimes } from './regimes.ts';
import { supplyNetwork } from './supply-network.ts';
import { telemetry } from './telemetry.ts';
import { treatmentTestbed } from './treatment-testbed.ts';
import { waterBalance } from './water-balance.ts';
import { waterQuality } from './water-quality.ts';

export const FAMILIES = {
  'pump-loop': pumpLoop,
  'supply-network': supplyNetwork,
  'water-quality': waterQuality,
  'treatment-testbed': treatmentTestbed,
  'chemical-process': chemicalProcess,
  telemetry,
  'few-channels': fewChannels,
  'daily-plant': dailyPlant,
  'duty-machine': dutyMachine,
  correlations,
  regimes,
  'heavy-tails': heavyTails,
  'coarse-readings': coarseReadings,
  'idle-channels': idleChannels,
  'long-season': longSeason,
  'water-balance': waterBalance,
} as const satisfies Record<string, (seed: number) => DataSet>;

export type FamilyName = keyof typeof FAMILIES;

/** Seeds of each family: enough for those with one fault in a file to have each kind of it. */
const SEEDS = 4;

/** Seeds to develop by, or those kept for judging what came of it. */
export function seedsFor(isJudged: boolean): number[] {
  return Array.from({ length: SEEDS }, (_, k) => (isJudged ? 101 : 1) + k);
}
