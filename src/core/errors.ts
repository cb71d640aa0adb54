/** The errors that a user can cause or must be told of: each says where, what was got, what was expected. */

export interface Fault {
  /** The place, as a user would name it: `config.yaml: plant.population`, `influent.csv:17, column Q`. */
  readonly where: string;
  /** What was found there, in words or as a value. */
  readonly got: unknown;
  /** What would have been accepted. */
  readonly expected: string;
}

/** Bad usage or bad input: the command line exits with code 2, HTTP answers 400. */
export class ConfigError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: Fault | readonly Fault[], options?: ErrorOptions) {
    const list = Array.isArray(faults) ? faults : [faults as Fault];
    super(list.map(describeFault).join('\n'), options);
    this.name = 'ConfigError';
    this.faults = list;
  }
}

/** Something outside did not answer as it must: a busy port, a broken stream. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

/** The program contradicts itself: never the user's fault. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function describeFault({ where, got, expected }: Fault): string {
  return `${where}: got ${show(got)}, expected ${expected}`;
}

/** A value as it should stand in an error message: short, quoted where it is text. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
