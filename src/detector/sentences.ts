/** One sentence about an event that an operator understands, in English and French, built from its evidence. */

import type { EvidenceItem, Explanation } from './events.ts';

/** What a statistic says about a reading. */
const PHRASES: Readonly<Record<string, readonly [en: string, fr: string]>> = {
  jump: ['jumped', 'a sauté'],
  mean: ['differs from what related sensors say', 'diffère de ce que disent les capteurs liés'],
  noisy: ['is noisier than normal', 'est plus bruité que la normale'],
  quiet: ['is quieter than normal', 'est moins bruité que la normale'],
  flat: ['stands still', 'est figé'],
  missing: ['sends no readings', 'n’envoie plus de mesures'],
  range: ['is outside the range ever seen', 'est hors de la plage jamais observée'],
  changed: ['changed, which it never did', 'a changé, ce qui n’était jamais arrivé'],
};

export function explain(evidence: readonly EvidenceItem[]): Explanation {
  const [{ channel, statistic }] = evidence;
  const [en, fr] = PHRASES[statistic.replace(/_\d+$/, '')];
  const others = evidence.length - 1;
  return {
    en: `${channel} ${en}${others > 0 ? `, and ${others} more with it` : ''}.`,
    fr: `${channel} ${fr}${others > 0 ? `, et ${others} autres avec lui` : ''}.`,
  };
}
