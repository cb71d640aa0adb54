/** What every format of an exported data set offers. */

import type { FrameBlock } from './block.ts';

/** Until `close` returns nothing stands under the file's name; any error leaves nothing behind at all. */
export interface TableWriter {
  /** Bytes written so far. */
  readonly size: number;
  /** Takes the block's rows; the block may be used again afterwards. At most `BLOCK_ROWS` rows. */
  write(block: FrameBlock): void;
  /** Completes the file and gives it its name. */
  close(): void;
  /** Removes what was written. */
  abort(): void;
}
