/** A line on the terminal that shows how far long work has got; nothing where there is no terminal. */

import type { CliContext } from './context.ts';

export interface Progress {
  update(done: number, total: number): void;
  /** Takes the line away. */
  end(): void;
}

const EVERY_MS = 100;
const CELLS = 24;
const ERASE_LINE = '\r\x1b[2K';

/** @param now milliseconds, rising */
export function createProgress(context: CliContext, label: string, now = () => performance.now()): Progress {
  if (!context.isTerminal) return { update() {}, end() {} };
  const start = now();
  let shown = Number.NEGATIVE_INFINITY;
  return {
    update(done, total) {
      const time = now();
      if (time - shown < EVERY_MS) return;
      shown = time;
      const share = Math.min(1, done / total);
      const cells = Math.round(share * CELLS);
      const bar = '█'.repeat(cells) + '░'.repeat(CELLS - cells);
      const left = share > 0 ? ` ${Math.ceil(((time - start) / 1_000) * (1 / share - 1))} s left` : '';
      context.err(`${ERASE_LINE}${label} ${bar} ${Math.floor(share * 100)} %${left}`);
    },
    end() {
      if (shown > Number.NEGATIVE_INFINITY) context.err(ERASE_LINE);
    },
  };
}
