/** What a benchmark is. A new one is a file in `benchmarks/` and a line in `registry.ts`. */

/** The parts of the product that `bench` measures, each by itself or all. */
export const GROUPS = ['plant', 'stream', 'detector', 'exposition', 'export'] as const;
export type Group = (typeof GROUPS)[number];

export interface Benchmark {
  /** Part of the contract with those who compare figures: `group.what_unit`. */
  readonly name: string;
  readonly unit: string;
  readonly group: Group;
  readonly better: 'higher' | 'lower';
  /** Runs whose figures count, and runs before them that let the compiler settle. */
  readonly runs: number;
  readonly warmUps: number;
  /** Prepares everything that is not measured. Seeded: the same work every time. */
  setup(): Session | Promise<Session>;
}

export interface Session {
  /** Does the work once and returns its figure, in the benchmark's unit. */
  run(): number | Promise<number>;
  /** Removes what `setup` and `run` left behind. */
  close?(): void;
}

/** Where results go that nobody needs, so that the compiler cannot leave the work out. */
let sink = 0;
export function consume(value: number): void {
  sink = (sink + value) % 1_000_003;
  if (Number.isNaN(sink)) sink = 0;
}

/** Milliseconds that `work` takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
