/** Time as the pipeline sees it, so that tests can move it by hand. */

/** Time that only rises, and a way to be called later; the application gives the real ones. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Calls `action` after `delayMs` (0: as soon as waiting input and output have been served); returns the cancel. */
  after(delayMs: number, action: () => void): () => void;
}
