/** Cells that are words: those that say nothing, those that say on or off, and numbers in a dress of their own. */

/** What loggers and historians write where there is no reading; compared in lower case. */
const MISSING = new Set([
  ...[
    '',
    '?',
    '-',
    '--',
    '.',
    '*',
    'na',
    'n/a',
    '#n/a',
    'nan',
    'nil',
    'null',
    'none',
    'missing',
    'inf',
    '+inf',
    '-inf',
  ],
  ...[
    'bad',
    'bad input',
    'bad data',
    'bad value',
    'no data',
    'nodata',
    'no value',
    'no result',
    'no good data',
    'invalid',
  ],
  ...['i/o timeout', 'timeout', 'comm fail', 'not connect', 'not available', 'unavailable', 'error', 'pt created'],
  ...['#value!', '#num!', '#div/0!', '#ref!', '#name?', '#null!', 'n.d.', 'nd', 'infinity', '-infinity'],
]);

const SWITCH = new Map<string, 0 | 1>([
  ...words(1, 'true on open opened yes y running run start started active enabled vrai oui ouvert ouverte marche'),
  ...words(0, 'false off closed close shut no n stopped stop inactive disabled faux non fermé fermée arrêt'),
]);

/** A number with blanks between its thousands: `1 234,5`, the blank perhaps one that does not break. */
const SPACED = /^[+-]?\d{1,3}([ \u00a0\u202f]\d{3})+([.,]\d+)?$/;

export function isMissingWord(text: string): boolean {
  return MISSING.has(text.toLowerCase());
}

/** 1 for on, 0 for off; undefined for any other text. */
export function switchValue(text: string): 0 | 1 | undefined {
  return SWITCH.get(text.toLowerCase());
}

/** The number of a text that has blanks between its thousands; undefined for any other text. */
export function spacedNumber(text: string, decimalComma: boolean): number | undefined {
  if (!SPACED.test(text) || (text.includes(',') && !decimalComma)) return undefined;
  return Number(text.replaceAll(/[ \u00a0\u202f]/g, '').replace(',', '.'));
}

function words(value: 0 | 1, list: string): [string, 0 | 1][] {
  return list.split(' ').map((word) => [word, value]);
}
