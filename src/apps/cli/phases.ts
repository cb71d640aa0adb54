/** Long work in phases: a line of progress for each, and how long it took. */

import type { CliContext } from './context.ts';
import { createProgress, type Progress } from './progress.ts';

export class Phases {
  readonly #context: CliContext;
  readonly #seconds = new Map<string, number>();
  #name: string | undefined;
  #begun = 0;
  #progress: Progress | undefined;

  constructor(context: CliContext) {
    this.#context = context;
  }

  /** @param share of the phase that is done, 0 … 1; another phase than before begins */
  update(name: string, share: number): void {
    if (name !== this.#name) {
      this.end();
      this.#name = name;
      this.#begun = performance.now();
      this.#progress = createProgress(this.#context, name);
    }
    this.#progress?.update(share, 1);
  }

  /** Ends the last phase and takes its line away; harmless when there is none. */
  end(): void {
    if (this.#name === undefined) return;
    this.#seconds.set(this.#name, (performance.now() - this.#begun) / 1_000);
    this.#progress?.end();
    this.#name = undefined;
    this.#progress = undefined;
  }

  /** How long each phase took. */
  get seconds(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#seconds);
  }
}
