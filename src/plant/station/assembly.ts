/** The station's units and the streams between them, in the order of flow. */

import { ActivatedSludge, type ActivatedSludgeParameters } from '../activated-sludge.ts';
import { STATION_COMPONENTS } from '../components.ts';
import { createStream, Q, type Stream, type Unit } from '../unit.ts';
import { Dewatering } from '../units/dewatering.ts';
import { Digester } from '../units/digester.ts';
import { Disinfection } from '../units/disinfection.ts';
import { Filters } from '../units/filter.ts';
import { LiquorTank } from '../units/liquor.ts';
import { Pretreatment } from '../units/pretreatment.ts';
import { PrimaryClarifier } from '../units/primary.ts';
import { Thickener } from '../units/thickener.ts';
import { ChemicalDosing, type Doses } from './dosing.ts';
import { scaledSludge, scaledUnits } from './scale.ts';

/** Every stream of the station. */
export interface Streams {
  readonly influent: Stream;
  readonly screened: Stream;
  readonly primaryEffluent: Stream;
  readonly primarySludge: Stream;
  readonly dosed: Stream;
  readonly clarifierEffluent: Stream;
  /** Return and waste sludge together, as the settler gives it. */
  readonly underflow: Stream;
  readonly wasteSludge: Stream;
  readonly filtered: Stream;
  readonly washWater: Stream;
  readonly disinfected: Stream;
  readonly outlet: Stream;
  readonly thickened: Stream;
  readonly thickenerOverflow: Stream;
  readonly digested: Stream;
  readonly cake: Stream;
  readonly centrate: Stream;
  readonly liquor: Stream;
}

export interface Units {
  readonly pretreatment: Pretreatment;
  readonly primary: PrimaryClarifier;
  readonly dosing: ChemicalDosing;
  readonly sludge: ActivatedSludge;
  readonly waste: WasteSplit;
  readonly filters: Filters;
  readonly disinfection: Disinfection;
  readonly thickener: Thickener;
  readonly digester: Digester;
  readonly dewatering: Dewatering;
  readonly liquor: LiquorTank;
}

export function createStreams(underflow: Stream, clarifierEffluent: Stream, dosed: Stream): Streams {
  return {
    influent: createStream(),
    screened: createStream(),
    primaryEffluent: createStream(),
    primarySludge: createStream(),
    dosed,
    clarifierEffluent,
    underflow,
    wasteSludge: createStream(),
    filtered: createStream(),
    washWater: createStream(),
    disinfected: createStream(),
    outlet: createStream(),
    thickened: createStream(),
    thickenerOverflow: createStream(),
    digested: createStream(),
    cake: createStream(),
    centrate: createStream(),
    liquor: createStream(),
  };
}

/**
 * Builds all units; their order in the result is the order in which they must be derived.
 * @param scale size of the plant, 1 for 80,000 pe
 */
export function assemble(
  parameters: Readonly<ActivatedSludgeParameters>,
  doses: Readonly<Doses> | undefined,
  scale: number,
): { units: Units; streams: Streams } {
  const size = scaledUnits(scale);
  const sludge = new ActivatedSludge(createStream(), createStream(), scaledSludge(parameters, scale));
  const s = createStreams(sludge.underflow, sludge.effluent, sludge.feed);
  const units: Units = {
    pretreatment: new Pretreatment(s.influent, s.liquor, s.screened, size.pretreatment),
    primary: new PrimaryClarifier(s.screened, s.primaryEffluent, s.primarySludge, size.primary),
    dosing: new ChemicalDosing(s.primaryEffluent, s.dosed, doses),
    sludge,
    waste: new WasteSplit(sludge, s.wasteSludge),
    filters: new Filters(s.clarifierEffluent, s.filtered, s.washWater, size.filters),
    disinfection: new Disinfection(s.filtered, s.disinfected, s.outlet, size.disinfection),
    thickener: new Thickener(s.wasteSludge, s.thickened, s.thickenerOverflow, size.thickener),
    digester: new Digester([s.primarySludge, s.thickened], s.digested, size.digester),
    dewatering: new Dewatering(s.digested, s.cake, s.centrate),
    liquor: new LiquorTank([s.thickenerOverflow, s.centrate, s.washWater], s.liquor, size.liquor),
  };
  return { units, streams: s };
}

/** Takes the waste sludge out of the settler's underflow. */
export class WasteSplit implements Unit {
  readonly states = 0;
  readonly #sludge: ActivatedSludge;
  readonly #out: Stream;

  constructor(sludge: ActivatedSludge, out: Stream) {
    this.#sludge = sludge;
    this.#out = out;
  }

  initialise(): void {}

  derive(): void {
    const { underflow, Q_r } = this.#sludge;
    const out = this.#out;
    for (let c = 0; c < STATION_COMPONENTS; c++) out[c] = underflow[c];
    out[Q] = underflow[Q] - Q_r;
  }
}
