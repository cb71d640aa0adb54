/** How an event grows and fades: its intensity, 0 to 1, over the time that it is in force. */

export const SHAPES = ['step', 'ramp', 'triangle', 'trapezoid', 'saturating', 'geometric'] as const;
/**
 * `step` at once and all the time; `ramp` straight up until the end; `triangle` up until half-time and down again;
 * `trapezoid` up in the first fifth, down in the last; `saturating` ever more slowly, 1 − e^(−5 x) of the time x,
 * scaled to end at 1; `geometric` ever faster, from a hundredth at the start to 1 at the end.
 */
export type Shape = (typeof SHAPES)[number];

/** Share of the duration in which a trapezoid rises, and in which it falls. */
const EDGE = 0.2;
/** Time constants of a saturating rise within the duration. */
const SATURATION = 5;
/** A geometric rise begins with this share. */
const GEOMETRIC_START = 0.01;

export interface Envelope {
  readonly shape: Shape;
  /** Seconds in force. */
  readonly durationS: number;
}

/** Intensity `seconds` after the start; 0 before it and from the end on. */
export function intensity({ shape, durationS }: Envelope, seconds: number): number {
  if (!(seconds >= 0 && seconds < durationS)) return 0;
  const x = seconds / durationS;
  switch (shape) {
    case 'step':
      return 1;
    case 'ramp':
      return x;
    case 'triangle':
      return 1 - Math.abs(2 * x - 1);
    case 'trapezoid':
      return Math.min(1, x / EDGE, (1 - x) / EDGE);
    case 'saturating':
      return Math.expm1(-SATURATION * x) / Math.expm1(-SATURATION);
    case 'geometric':
      return GEOMETRIC_START ** (1 - x);
  }
}
