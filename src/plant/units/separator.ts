/** Splits sludge into a thick and a thin stream: the ideal thickener and centrifuge of BSM2, without hold-up. */

import { STATION_COMPONENTS } from '../components.ts';
import { Q, type Stream } from '../unit.ts';
import { PARTICULATES, suspendedSolids } from './contents.ts';

/** Feed with less is thickened by the factor of this, g/m³; it keeps the streams finite when solids vanish. */
const LEAST_SOLIDS = 1;

/**
 * Fills `thick` and `thin` (Gernaey et al. 2014, ch. 4.2.6 and 4.2.8): particulates are thickened until the solids
 * reach `targetSolids`, solubles go with the water. Feed that is as thick already leaves whole in `thick`.
 * @param targetSolids suspended solids of `thick`, g/m³ (7 % are 70,000)
 * @param removal share of the solids that ends in `thick`, 0 to 1
 */
export function separate(feed: Stream, targetSolids: number, removal: number, thick: Stream, thin: Stream): void {
  const solids = suspendedSolids(feed, 0);
  const factor = targetSolids / (solids > LEAST_SOLIDS ? solids : LEAST_SOLIDS);
  const thickens = factor > 1;
  const thickShare = thickens ? removal / factor : 1;
  const thickFactor = thickens ? factor : 1;
  const thinFactor = thickens ? (1 - removal) / (1 - thickShare) : 1;
  for (let i = 0; i < STATION_COMPONENTS; i++) {
    const c = feed[i];
    thick[i] = c;
    thin[i] = c;
  }
  for (let k = 0; k < PARTICULATES.length; k++) {
    const i = PARTICULATES[k];
    thick[i] *= thickFactor;
    thin[i] *= thinFactor;
  }
  const flow = feed[Q];
  thick[Q] = flow * thickShare;
  thin[Q] = flow - thick[Q];
}
