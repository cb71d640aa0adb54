/** The clues of an event: which channels were flagged when and by what, and, in `clue-readings.ts`, what they read. */

import { howTheRestMoved, whatWasRead } from './clue-readings.ts';
import { CLUES, type Clue, type ClueValues } from './clues.ts';
import { familyOf } from './families.ts';
import type { Judged } from './judged.ts';
import type { OpenEvent } from './open-event.ts';

/** Clues that are the most so far: when an event ends, they would no longer be seen. */
const LASTING: ReadonlySet<Clue> = new Set([
  'move',
  'kin_move',
  'area_move',
  'plant_move',
  'uneasy',
  'still',
  'still_together',
  'repeats',
]);

/** @param previous clues when the event was last described, if it was */
export function cluesOf(event: OpenEvent, judged: Judged, previous: readonly number[] | undefined): number[] {
  const principal = event.principal();
  const values: ClueValues = {
    ...whoAndWhen(event, judged, principal),
    ...howFlagged(event, judged, principal),
    ...whatWasRead(event, judged, principal),
    ...howTheRestMoved(event, judged, principal),
  };
  return CLUES.map((clue, k) => {
    const value = values[clue] ?? 0;
    const finite = Number.isFinite(value) ? value : 0;
    if (previous === undefined) return finite;
    // What switched before the event is only seen when it begins.
    return clue === 'switched' ? previous[k] : LASTING.has(clue) ? Math.max(finite, previous[k]) : finite;
  });
}

function whoAndWhen(event: OpenEvent, judged: Judged, principal: number): ClueValues {
  const { channels, model, flags, related } = judged;
  const { members, age, firstAge, flagged } = event;
  const { area, unit } = channels[principal];
  const flaggings = members.reduce((sum, i) => sum + flagged[i], 0);
  const part = (holds: (i: number) => boolean) => members.filter(holds).length / members.length;
  const flaggedPart = (holds: (i: number) => boolean) =>
    members.reduce((sum, i) => sum + (holds(i) ? flagged[i] : 0), 0) / flaggings;
  const ofArea = (i: number) => channels[i].area === area;
  return {
    channels: Math.log(members.length),
    at_once: Math.log(Math.max(1, event.mostAtOnce)),
    areas: Math.log(new Set(members.map((i) => channels[i].area ?? '')).size),
    together: event.together / members.length,
    same_frame: part((i) => firstAge[i] === 0),
    age: Math.log10(1 + age),
    since_joined: Math.log10(1 + age - firstAge[members[members.length - 1]]),
    weight: Math.log(flaggings ** 2 / members.reduce((sum, i) => sum + flagged[i] ** 2, 0)),
    area_weight: flaggedPart(ofArea),
    unit_weight: flaggedPart((i) => channels[i].unit === unit),
    contact_weight: flaggedPart((i) => model.profiles[i].discrete),
    contacts: part((i) => model.profiles[i].discrete),
    related: part((i) => i === principal || related(i, principal)),
    same_area: part(ofArea),
    same_unit: part((i) => channels[i].unit === unit),
    area_part: members.filter(ofArea).length / channels.filter((_, i) => ofArea(i)).length,
    present: part((i) => flags[i] === 1),
    downstream: orderAgreement(members),
  };
}

/** Kendall's τ between the order in which channels are flagged and that in which they are listed; 0 for one. */
function orderAgreement(members: readonly number[]): number {
  let sum = 0;
  for (const [a, first] of members.entries()) {
    for (let b = a + 1; b < members.length; b++) sum += Math.sign(members[b] - first);
  }
  return members.length < 2 ? 0 : (2 * sum) / (members.length * (members.length - 1));
}

function howFlagged(event: OpenEvent, { statistics, flagLimit }: Judged, principal: number): ClueValues {
  const { members, peaks, firstEvidence, byStatistic } = event;
  const count = statistics.length;
  const all = new Map<string, number>();
  const own = new Map<string, number>();
  for (const [s, name] of statistics.entries()) {
    const family = familyOf(name);
    const times = members.reduce((sum, i) => sum + byStatistic[i * count + s], 0);
    all.set(family, (all.get(family) ?? 0) + times);
    own.set(family, (own.get(family) ?? 0) + byStatistic[principal * count + s]);
  }
  const flaggings = members.reduce((sum, i) => sum + event.flagged[i], 0);
  const spoke = (family: string) => (all.get(family) ?? 0) / flaggings;
  const itself = (family: string) => (own.get(family) ?? 0) / event.flagged[principal];
  const first = familyOf(statistics[event.firstStatistic]);
  return {
    jump: spoke('jump'),
    quick_mean: spoke('quick_mean'),
    slow_mean: spoke('slow_mean'),
    noisy: spoke('noisy'),
    flat: spoke('flat'),
    missing: spoke('missing'),
    range: spoke('range'),
    own_jump: itself('jump'),
    own_slow_mean: itself('slow_mean'),
    own_noisy: itself('noisy'),
    own_silent: itself('flat') + itself('missing'),
    own_missing: itself('missing'),
    own_range: itself('range'),
    first_jump: first === 'jump' ? 1 : 0,
    first_slow_mean: first === 'slow_mean' ? 1 : 0,
    first_noisy: first === 'noisy' ? 1 : 0,
    first_silent: first === 'flat' || first === 'missing' ? 1 : 0,
    principal: peaks[principal] ** 4 / members.reduce((sum, i) => sum + peaks[i] ** 4, 0),
    growth: Math.log(peaks[principal] / firstEvidence[principal]),
    strength: Math.log(firstEvidence[principal] / flagLimit),
    plant_first: Math.log1p(event.plantFirst),
    plant: Math.log1p(event.plant),
    duty: event.flagged[principal] / (1 + event.lastAge[principal] - event.firstAge[principal]),
    bursts: Math.log(Math.max(1, event.bursts[principal])),
  };
}
