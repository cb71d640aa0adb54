/** Contiguous parts of the normal data: what is fitted on some is measured on another, as on the days to come. */

export const FOLDS = 3;

/** Which fold a row of `rows` is in. */
export function foldOf(row: number, rows: number): number {
  return Math.min(FOLDS - 1, Math.floor((row * FOLDS) / rows));
}
