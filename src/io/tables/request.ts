/** What a user says of a file of measurements: which columns, which time, how strict. */

export interface TableRequest {
  /** The time column, or two of them with a comma between: date and time of day. Found by name or content by default. */
  readonly time?: string;
  /** Columns to leave out. */
  readonly exclude?: readonly string[];
  /** Columns to take although their name or content speaks against it. */
  readonly include?: readonly string[];
  /** Exactly these channels, in this order, as a model asks; by default all columns of numbers. */
  readonly channels?: readonly string[];
  /** Take cells of text in columns of numbers as missing instead of refusing them. */
  readonly textAsMissing?: boolean;
  /** Put rows in order of time instead of refusing a file in which time falls. */
  readonly sort?: boolean;
}

/** A column that is no channel, and why. */
export interface LeftOut {
  readonly column: string;
  readonly reason: string;
}
