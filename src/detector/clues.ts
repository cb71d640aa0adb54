/**
 * What an event's kind is judged by: numbers without any channel's name or unit, so that what is learned about kinds
 * on one plant holds on another. *Members* are the channels flagged so far, the *principal* the one flagged most often.
 */

/** Names of the clues, in order. */
export const CLUES = [
  /** ln of the number of members, and of those flagged at once, at most. */
  'channels',
  'at_once',
  /** ln of the number of process areas they are in. */
  'areas',
  /** Part of the members flagged within half a minute of the first, and in the same frame. */
  'together',
  'same_frame',
  /** Part of the evidence that the principal has. */
  'principal',
  /** log10 of 1 + the frames that the event has lasted, and those since the last member joined. */
  'age',
  'since_joined',
  /** Part of all flaggings by what spoke: families of statistics. */
  'jump',
  'quick_mean',
  'slow_mean',
  'noisy',
  'flat',
  'missing',
  'range',
  /** What spoke when the first channel was flagged: one of these is 1, or none. */
  'first_jump',
  'first_slow_mean',
  'first_noisy',
  'first_silent',
  /** ln of the principal's evidence over that at which it was first flagged, and of that over the limit. */
  'growth',
  'strength',
  /** ln(1 + evidence of the plant's T²) when it began, and the most so far. */
  'plant_first',
  'plant',
  /** Part of the members that are contacts. */
  'contacts',
  /** Part of the members that predict, or are predicted by, the principal; that are in its area; that have its unit. */
  'related',
  'same_area',
  'same_unit',
  /** Part of the principal's area that is flagged. */
  'area_part',
  /** The same by flaggings: ln of the effective number of channels, and parts of all flaggings. */
  'weight',
  'area_weight',
  'unit_weight',
  'contact_weight',
  /** Part of the principal's flaggings by what spoke. */
  'own_jump',
  'own_slow_mean',
  'own_noisy',
  'own_silent',
  'own_missing',
  'own_range',
  /** Deviation of the principal of late over that at first, ln; the same in scales, and in parts of its range, ln. */
  'off_growth',
  'off_now',
  'off_span',
  /** Where in its learned range the principal read at its peak. */
  'at_end',
  /** Part of the members still flagged. */
  'present',
  /** Part of the event's frames in which the principal was flagged; ln of how often it came to be flagged. */
  'duty',
  'bursts',
  /** ln(1 + deviation of the principal from what was expected, in its scale) at its peak, and with its sign. */
  'deviation',
  'side',
  /** Part of that deviation due to the reading, not to what was expected, having moved since before the event. */
  'reading_moved',
  /** Whether the principal was beyond its learned range at its peak. */
  'beyond',
  /** How far the members agree on the side they deviate to, 0 … 1. */
  'one_sided',
  /** Order in which members were flagged against that in which channels are listed, −1 … 1. */
  'downstream',
  /** ln(1 + greatest change of the principal, in its usual errors) as it was first flagged, and as it was last flagged. */
  'step_in',
  'step_out',
  /** ln of the principal's roughness over the usual. */
  'rough',
  /** log10(1 + frames that the principal has stood still or been missing); ln of how many channels went silent with it. */
  'still',
  'still_together',
  /** Part of the members that repeat to the digit what they read before. */
  'repeats',
  /** ln(1 + mean move since before the event, in scales) of the principal, its relatives, its area, the whole plant. */
  'move',
  'kin_move',
  'area_move',
  'plant_move',
  /** Whether a contact in the first channel's area switched just before. */
  'switched',
  /** ln(1 + number of channels that are not members but half-way to the limit). */
  'uneasy',
] as const;

export type Clue = (typeof CLUES)[number];

export type ClueValues = Partial<Record<Clue, number>>;
