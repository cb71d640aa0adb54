/** Clues from readings: what the principal channel of an event read, and whether anything else moved with it. */

import type { ClueValues } from './clues.ts';
import type { Judged } from './judged.ts';
import type { OpenEvent } from './open-event.ts';

/** Frames over which the present level, a step, and roughness are taken. (estimate) */
const LEVEL_FRAMES = 6;
const STEP_FRAMES = 12;
const ROUGH_FRAMES = 48;
/** A standstill is followed back so many frames; silences that began within so many frames began together. (estimate) */
const STILL_FRAMES = 8_640;
const SAME_FRAMES = 2;
/** Frames before which a contact may have switched. (estimate) */
const SWITCH_FRAMES = 36;
/** Members looked at for repeats, those with the most evidence first: it takes a search through a day. */
const MOST_REPEATS = 4;
/** A channel is uneasy from this part of the limit on. (estimate) */
const UNEASY = 0.5;
/** Added to what logarithms are taken of: deviations in scales, in parts of the range, and squared roughness. */
const LEAST_OFF = 0.1;
const LEAST_PART = 1e-3;
const LEAST_ROUGH = 1e-4;

/** Frames since a channel was last flagged: what it read then is looked at. */
const agoOf = ({ age, lastAge }: OpenEvent, channel: number): number => Math.max(0, age - lastAge[channel]);

export function whatWasRead(event: OpenEvent, judged: Judged, principal: number): ClueValues {
  const { model, past } = judged;
  const { members, readings, expected, before } = event;
  const { scale, min, max } = model.profiles[principal];
  const spread = model.own.spreads[principal] > 0 ? model.own.spreads[principal] : scale;
  const reading = readings[principal];
  const peakOff = (reading - expected[principal]) / scale;
  const off = Math.abs(event.off[principal]);
  const firstOff = Math.abs(event.firstOff[principal]);
  const readMove = Math.abs(reading - before[principal]);
  const expectedMove = Math.abs(expected[principal] - before[principal]);
  const ago = agoOf(event, principal);
  const still = past.stillFor(principal, ago, STILL_FRAMES);
  const sides = members.map((i) => Math.sign(readings[i] - expected[i]) || 0);
  const looked = event.inOrder().slice(0, MOST_REPEATS);
  return {
    off_growth: Math.log((LEAST_OFF + off / scale) / (LEAST_OFF + firstOff / scale)),
    off_now: Math.log1p(off / scale),
    off_span: Math.log(LEAST_PART + off / (max - min || scale)),
    at_end: max > min ? (reading - min) / (max - min) : 0,
    deviation: Math.log1p(Math.abs(peakOff)),
    side: Math.sign(peakOff) * Math.log1p(Math.abs(peakOff)),
    reading_moved: readMove / (readMove + expectedMove),
    beyond: reading < min || reading > max ? 1 : 0,
    one_sided: Math.abs(sides.reduce((sum, side) => sum + side, 0)) / members.length,
    step_in: Math.log1p(event.firstChange[principal] / spread),
    step_out: Math.log1p(past.greatestChange(principal, Math.max(0, ago - LEVEL_FRAMES), STEP_FRAMES) / spread),
    rough: 0.5 * Math.log(LEAST_ROUGH + past.roughness(principal, ago, ROUGH_FRAMES) / (2 * spread * spread)),
    still: Math.log10(1 + still),
    still_together: Math.log(silentTogether(judged, ago, still)),
    repeats: looked.filter((i) => past.repeats(i, agoOf(event, i))).length / looked.length,
  };
}

/** How many channels went silent when one did that had then been silent for `still` frames. */
function silentTogether({ channels, model, past }: Judged, ago: number, still: number): number {
  if (still < LEVEL_FRAMES) return 1;
  const isTogether = (i: number) =>
    !model.profiles[i].discrete && Math.abs(past.stillFor(i, ago, still + SAME_FRAMES + 1) - still) <= SAME_FRAMES;
  return Math.max(1, channels.filter((_, i) => isTogether(i)).length);
}

export function howTheRestMoved(event: OpenEvent, judged: Judged, principal: number): ClueValues {
  const { channels, model, past, related, evidence, flagLimit } = judged;
  const { members, before, age } = event;
  const { area } = channels[principal];
  const firstArea = channels[members[0]].area;
  const isMember = new Set(members);
  const moves = channels.map((_, i) => {
    const { scale, discrete } = model.profiles[i];
    return discrete ? Number.NaN : Math.log1p(Math.abs(past.mean(i, 0, LEVEL_FRAMES) - before[i]) / scale);
  });
  const mean = (holds: (i: number) => boolean) => {
    const some = moves.filter((move, i) => !Number.isNaN(move) && i !== principal && holds(i));
    return some.length === 0 ? 0 : some.reduce((sum, move) => sum + move, 0) / some.length;
  };
  const hasSwitched = (i: number) =>
    model.profiles[i].discrete &&
    channels[i].area === firstArea &&
    past.stillFor(i, age, SWITCH_FRAMES) < SWITCH_FRAMES;
  const isUneasy = (i: number) => !isMember.has(i) && evidence[i] >= UNEASY * flagLimit;
  return {
    move: moves[principal],
    kin_move: mean((i) => related(i, principal)),
    area_move: mean((i) => channels[i].area === area),
    plant_move: mean(() => true),
    switched: channels.some((_, i) => hasSwitched(i)) ? 1 : 0,
    uneasy: Math.log1p(channels.filter((_, i) => isUneasy(i)).length),
  };
}
