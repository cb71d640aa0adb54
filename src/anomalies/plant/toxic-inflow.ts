/** Sewage that poisons the nitrifiers: they grow less until the toxin is washed out of the reactors. */

import { P } from '../../plant/biology/parameters.ts';
import type { Effect, EffectContext } from '../subtype.ts';
import { element, leverPart } from './lever.ts';
import { designCourse, growthLeft, Toxin, waterway } from './toxin.ts';

/** Both steps of nitrification. */
const GROWTH = [P.mu_A, P.mu_NOB].map((parameter) => element(({ units }) => units.sludge.kinetics15, parameter));
/** The toxin is over when so little inhibition is left. */
const NEGLIGIBLE = 0.01;
/** Less water than on the mean day takes so much longer to wash it out. */
const PATIENCE = 1.5;

/** @param context its magnitude is the growth lost at the peak, in percent, in the plant's mean dry weather */
export function toxicInflow({ magnitude, envelope }: EffectContext): Effect {
  const lost = magnitude / 100;
  const peakUnits = lost / (1 - lost);
  const { peak, washedOutMin } = designCourse(envelope, NEGLIGIBLE / Math.max(NEGLIGIBLE, peakUnits));
  const dose = peakUnits / peak;
  const toxin = new Toxin();
  const growth = GROWTH.map((lever) => ({ lever, to: (value: number) => value * growthLeft(toxin.aerated) }));
  return {
    plant: {
      ...leverPart(growth),
      lingersMin: Math.ceil(PATIENCE * washedOutMin),
      minute: (intensity, station) => toxin.step(dose * intensity, waterway(station)),
    },
  };
}
