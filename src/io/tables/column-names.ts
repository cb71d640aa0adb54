/** What the name of a column says about it: time, ground truth, a counter of rows, or a measurement. */

/** Names of the quality columns of our own exports: codes 0 … 3 beside the reading of the same name. */
export const QUALITY_SUFFIX = '__quality';

/** The more a name promises, the earlier it stands. */
const TIME_NAMES =
  `timestamp datetime dateetheure dateheure horodatage zeitstempel timeutc utctime datetimeutc localtime date time ts t
  td utc temps zeit datum fecha heure jour day days hour hours minute minutes second seconds timestep`.split(/\s+/);

const SURE_TIME_NAMES = new Set(['timestamp', 'datetime', 'date', 'time', 'horodatage', 'zeitstempel']);

/** Milliseconds in the unit that a column of plain numbers has by its name; seconds where it says nothing. */
const NUMBER_UNITS: Readonly<Record<string, number>> = {
  td: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
  jour: 86_400_000,
  hour: 3_600_000,
  hours: 3_600_000,
  heure: 3_600_000,
  minute: 60_000,
  minutes: 60_000,
};

const COUNTER_NAMES = new Set('row rows index idx id seq sequence no number sample samples step unnamed'.split(' '));

/** Words that, alone or among others, name what an annotator knows and an instrument does not. */
const TRUTH_WORD = /^(la(bel|ble)s?|attacks?|attacked|anomal(y|ies|ous)|outliers?|intrusions?|malicious)$/;
const TRUTH_NAME =
  /^(is|has|att)?(anomal|attack|outlier|abnormal|label|(ground)?truth)|label$|__event$|^(att_?flag|class|classes|gt|y_?true|target|events?|event_?id|scenario|change_?points?|normal_?attack|malfunctions?|is_?normal|(machine_?)?failures?|(is_?)?fault(s|y|_?(number|id|type|code))?)$/;

/** Whether the name is one of those that label normal and abnormal rows: `label`, `Normal/Attack`, `ATT_FLAG`, … */
export function isTruthName(name: string): boolean {
  const lower = withoutUnit(name);
  return TRUTH_NAME.test(lower) || lower.split(/[^a-z]+/).some((word) => TRUTH_WORD.test(word));
}

/** How much the name is one of a time column, 0 the most; undefined where it is not at all. */
export function timeNameRank(name: string): number | undefined {
  const rank = TIME_NAMES.indexOf(compact(name));
  return rank < 0 ? undefined : rank;
}

/** Whether the name can hardly mean anything but time, as `t` or `day` can. */
export function isSureTimeName(name: string): boolean {
  return SURE_TIME_NAMES.has(compact(name));
}

/** @returns ms in the unit of a time column of plain numbers, seconds where the name says nothing */
export function unitOfNumbers(name: string): number {
  return NUMBER_UNITS[compact(name)] ?? 1_000;
}

/** Whether the name is that of a row number: `Row`, `seq`, `Unnamed: 0`. */
export function isCounterName(name: string): boolean {
  return COUNTER_NAMES.has(compact(name).replace(/\d+$/, ''));
}

/** Lower case, without what stands in brackets. */
function withoutUnit(name: string): string {
  const bare = name.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ').trim();
  return (bare === '' ? name : bare).toLowerCase();
}

function compact(name: string): string {
  return withoutUnit(name).replaceAll(/[^\p{L}\d]/gu, '');
}
