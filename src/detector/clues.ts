/**
 * What an event's kind is judged by: numbers without any channel's name or unit, so that what is learned about kinds
 * on one plant holds on another.
 */

/** Names of the clues, in order. */
export const CLUES = [
  /** ln of the number of channels flagged so far. */
  'channels',
  /** ln of the number of process areas they are in. */
  'areas',
  /** Part of the channels flagged together with the first. */
  'together',
  /** Part of the evidence that the foremost channel has. */
  'foremost',
  /** log10 of 1 + the ticks that the event has lasted. */
  'age',
  /** What spoke most against the foremost channel: one of these is 1. */
  'jump',
  'quick_mean',
  'slow_mean',
  'noisy',
  'quiet',
  'flat',
  'missing',
  'range',
  /** Whether the first channel was first found by a jump or a quick mean: it began all at once. */
  'sudden',
  /** ln of the foremost channel's evidence over that at which it was first flagged. */
  'growth',
  /** ln(1 + evidence of the plant's T²), the most so far. */
  'plant',
  /** Part of the channels that are contacts. */
  'contacts',
  /** Part of the channels that predict, or are predicted by, the foremost one. */
  'related',
  /** Part of the channels that are missing or stand still. */
  'silent',
  /** Part of the channels still flagged. */
  'present',
] as const;

export type Clue = (typeof CLUES)[number];
