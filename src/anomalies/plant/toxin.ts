/**
 * A toxin dissolved in the sewage on its way through the plant, and how it holds back the nitrifiers. The plant's components
 * have none, so it is followed here beside them: mixed tanks with the plant's own volumes and flows, a minute at a time.
 */

import { MINUTE_D, MINUTES_PER_DAY } from '../../core/time.ts';
import { LAYERS, SETTLER } from '../../plant/settler.ts';
import { DESIGN_FLOW, STATION_SLUDGE } from '../../plant/station/parameters.ts';
import type { Station } from '../../plant/station/station.ts';
import { Q } from '../../plant/unit.ts';
import { PRIMARY } from '../../plant/units/primary.ts';
import { type Envelope, intensity } from '../envelope.ts';

/** Volumes, m³, and flows, m³/d. */
interface Waterway {
  readonly primary: number;
  readonly reactors: ArrayLike<number>;
  readonly settler: number;
  readonly flow: number;
  readonly returned: number;
  readonly recycled: number;
}

/** The plant in its mean dry weather. */
const DESIGN: Waterway = {
  primary: PRIMARY.volume,
  reactors: STATION_SLUDGE.volumes,
  settler: SETTLER.area * SETTLER.height,
  flow: DESIGN_FLOW,
  returned: DESIGN_FLOW,
  recycled: 3 * DESIGN_FLOW,
};

/** Stripped, sorbed or degraded in the reactors, 1/d (estimate: a half-life of eight hours, as of phenols and solvents). */
const FADING = 2;
/** The reactors in which nitrifiers work: from the third on. */
const FIRST_AERATED = 2;

/** Concentrations in toxic units: 1 halves the growth of nitrifiers (EC50). */
export class Toxin {
  primary = 0;
  readonly reactors = new Float64Array(STATION_SLUDGE.volumes.length);
  settler = 0;

  /** One minute with `inflow` toxic units in the sewage. Allocates nothing. */
  step(inflow: number, way: Waterway): void {
    const { reactors } = this;
    const through = way.flow + way.returned + way.recycled;
    const last = reactors.length - 1;
    const keep = 1 - FADING * MINUTE_D;
    const recycled = way.recycled * reactors[last] + way.returned * this.settler;
    let arriving = (way.flow * this.primary + recycled) / (through > 0 ? through : 1);
    this.primary = keep * mixed(this.primary, inflow, way.flow, way.primary);
    this.settler = keep * mixed(this.settler, reactors[last], way.flow + way.returned, way.settler);
    for (let r = 0; r <= last; r++) {
      const before = reactors[r];
      reactors[r] = keep * mixed(before, arriving, through, way.reactors[r]);
      arriving = before;
    }
  }

  /** Mean of the aerated reactors, which the internal recycle keeps alike. */
  get aerated(): number {
    let sum = 0;
    for (let r = FIRST_AERATED; r < this.reactors.length; r++) sum += this.reactors[r];
    return sum / (this.reactors.length - FIRST_AERATED);
  }
}

/** A mixed tank after a minute of inflow. */
function mixed(held: number, arriving: number, flow: number, volume: number): number {
  return arriving + (held - arriving) * Math.exp((-flow * MINUTE_D) / volume);
}

/** What a station's water passes now. */
export function waterway({ units, pumping }: Station): Waterway {
  const { sludge, primary } = units;
  return {
    primary: primary.parameters.volume,
    reactors: sludge.volumes,
    settler: LAYERS * sludge.settler.layerVolume,
    flow: Math.max(0, sludge.feed[Q]),
    returned: pumping.Q_r,
    recycled: sludge.Q_intr,
  };
}

/** Share of their growth that nitrifiers keep: non-competitive inhibition. */
export function growthLeft(toxicUnits: number): number {
  return 1 / (1 + toxicUnits);
}

export interface Course {
  /** Most toxic units in the aerated reactors for one in the sewage. */
  readonly peak: number;
  /** Minutes from the end of the inflow until `share` of that is left. */
  readonly washedOutMin: number;
}

/** The course of an inflow in the plant's mean dry weather. */
export function designCourse(envelope: Envelope, share: number): Course {
  const toxin = new Toxin();
  const minutes = Math.ceil(envelope.durationS / 60);
  let peak = 0;
  for (let minute = 0; ; minute++) {
    toxin.step(intensity(envelope, 60 * minute), DESIGN);
    const now = toxin.aerated;
    if (now > peak) peak = now;
    const after = minute - minutes;
    if (after >= 0 && now <= share * peak) return { peak, washedOutMin: after };
    if (after > MOST_DAYS * MINUTES_PER_DAY) return { peak, washedOutMin: after };
  }
}

/** Nothing stays longer in the plant's water. */
const MOST_DAYS = 10;
