/** One sentence about an event that an operator understands, in English and French, built from its evidence. */

import { ANOMALY_KINDS_FR, type AnomalyKind } from '../core/anomaly-kinds.ts';
import { isUnit, UNITS } from '../core/units.ts';
import type { EvidenceItem, Explanation } from './events.ts';
import { familyOf } from './families.ts';

/** What a family of statistics says about a reading; `{r}` is the reading, `{e}` what was expected. */
const PHRASES: Readonly<Record<string, readonly [en: string, fr: string]>> = {
  jump: ['jumped to {r} where {e} was expected', 'a sauté à {r} au lieu de {e} attendu'],
  quick_mean: ['reads {r} where related sensors say {e}', 'indique {r} alors que les capteurs liés donnent {e}'],
  slow_mean: [
    'has long been off what related sensors say (last {r}, expected {e})',
    's’écarte durablement de ce que donnent les capteurs liés (dernière valeur {r}, attendu {e})',
  ],
  noisy: ['scatters more than normal around {e}', 'fluctue plus que la normale autour de {e}'],
  quiet: ['scatters less than normal around {e}', 'fluctue moins que la normale autour de {e}'],
  flat: ['stands still at {r}', 'est figé à {r}'],
  missing: ['sends no readings', 'n’envoie plus de mesures'],
  range: ['reads {r}, far outside anything seen before', 'indique {r}, loin de tout ce qui a été observé'],
};

const KINDS_EN: Readonly<Record<AnomalyKind, string>> = {
  sensor_fault: 'sensor fault',
  sensor_drift: 'sensor drift',
  pollution_spike: 'pollution spike',
  process_malfunction: 'process malfunction',
  cyberattack: 'cyberattack',
};

/** Other channels that are named at most. */
const MOST_NAMED = 3;

/** @param evidence of an event, the foremost channel first */
export function explain(evidence: readonly EvidenceItem[], kind: AnomalyKind | 'unknown'): Explanation {
  const [foremost, ...others] = evidence;
  const { channel, statistic, unit, reading, expected } = foremost;
  const [en, fr] = PHRASES[familyOf(statistic)].map((phrase) =>
    phrase.replace('{r}', quantity(reading, unit)).replace('{e}', quantity(expected, unit)),
  );
  const names = others.slice(0, MOST_NAMED).map((item) => item.channel);
  const more = others.length - names.length;
  const alsoEn = names.length === 0 ? '' : `, with ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const alsoFr = names.length === 0 ? '' : `, avec ${names.join(', ')}${more > 0 ? ` et ${more} autres` : ''}`;
  const [whatEn, whatFr] =
    kind === 'unknown'
      ? ['cause unknown', 'cause inconnue']
      : [`probably a ${KINDS_EN[kind]}`, `probablement : ${ANOMALY_KINDS_FR[kind]}`];
  return { en: `${channel} ${en}${alsoEn}: ${whatEn}.`, fr: `${channel} ${fr}${alsoFr} ; ${whatFr}.` };
}

function quantity(value: number, unit: string | undefined): string {
  const digits = String(Number(value.toPrecision(4)));
  const symbol = unit !== undefined && isUnit(unit) ? UNITS[unit].symbol : unit;
  return symbol === undefined || symbol === '' ? digits : `${digits} ${symbol}`;
}
