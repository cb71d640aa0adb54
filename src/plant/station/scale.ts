/** The station for a town of another size: everything that grows with the flow, by the same factor. */

import type { ActivatedSludgeParameters } from '../activated-sludge.ts';
import { SETTLER } from '../settler.ts';
import { DIGESTER } from '../units/digester-parameters.ts';
import { DISINFECTION } from '../units/disinfection.ts';
import { FILTER } from '../units/filter.ts';
import { LIQUOR } from '../units/liquor.ts';
import { PRETREATMENT } from '../units/pretreatment.ts';
import { PRIMARY } from '../units/primary.ts';
import { THICKENER } from '../units/thickener.ts';

/** Volumes, surfaces, flows, lengths of weirs and installed powers: what is proportional to the plant's size. */
const EXTENSIVE = {
  pretreatment: ['screenFlow', 'wellArea', 'pumpCapacity', 'gritFlow', 'blowerPower', 'rakePower'],
  primary: ['volume', 'weirLength', 'halfMass', 'blanketArea', 'scraperPower'],
  filters: ['area', 'weirLength'],
  disinfection: ['contactVolume', 'uvVolume', 'uvPower', 'weirLength', 'channelVolume'],
  thickener: ['area', 'rakePower'],
  digester: ['volume', 'gasVolume', 'k_P'],
  liquor: ['deadVolume', 'capacity'],
} as const;

/** Overrides of the units' defaults for a station `scale` times as large as the default one. */
export function scaledUnits(scale: number) {
  return {
    pretreatment: times(PRETREATMENT, EXTENSIVE.pretreatment, scale),
    primary: times(PRIMARY, EXTENSIVE.primary, scale),
    filters: times(FILTER, EXTENSIVE.filters, scale),
    disinfection: times(DISINFECTION, EXTENSIVE.disinfection, scale),
    thickener: times(THICKENER, EXTENSIVE.thickener, scale),
    digester: times(DIGESTER, EXTENSIVE.digester, scale),
    liquor: times(LIQUOR, EXTENSIVE.liquor, scale),
  };
}

export function scaledSludge(sludge: Readonly<ActivatedSludgeParameters>, scale: number): ActivatedSludgeParameters {
  const { nitrateLoop } = sludge;
  const settler = sludge.settler ?? SETTLER;
  return {
    ...sludge,
    volumes: sludge.volumes.map((volume) => volume * scale),
    Q_intr: sludge.Q_intr * scale,
    Q_r: sludge.Q_r * scale,
    Q_w: sludge.Q_w * scale,
    settler: { ...settler, area: settler.area * scale },
    nitrateLoop: nitrateLoop && {
      reactor: nitrateLoop.reactor,
      loop: { ...nitrateLoop.loop, ...times(nitrateLoop.loop, ['K', 'offset', 'min', 'max'], scale) },
    },
  };
}

function times<P extends object, K extends keyof P>(values: P, names: readonly K[], scale: number): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, Number(values[name]) * scale])) as Record<K, number>;
}
