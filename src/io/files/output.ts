/** A file that appears only when it is whole: written beside its target under another name, renamed at the end. */

import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ConfigError, InvariantError } from '../../core/errors.ts';

/** Written and taken back when a file is opened, so that a full disk shows before the work begins. */
const PROBE = Buffer.alloc(4_096);

export class OutputFile {
  /** Bytes written so far. */
  size = 0;
  readonly #target: string;
  readonly #partial: string;
  #descriptor: number | undefined;

  /**
   * @param atLeast bytes that the file cannot do with less
   *
   * Throws ConfigError where the target cannot be written: no such directory, no permission, too little room.
   */
  constructor(target: string, atLeast: number) {
    this.#target = target;
    this.#partial = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
    try {
      checkTarget(target, atLeast);
      this.#descriptor = openSync(this.#partial, 'w');
      writeSync(this.#descriptor, PROBE, 0, PROBE.length, 0);
      fsyncSync(this.#descriptor);
    } catch (cause) {
      this.abort();
      throw refused(target, cause);
    }
  }

  /** Throws ConfigError when the disk is full or gone; nothing is left behind then. */
  write(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length; ) {
        at += writeSync(this.#open(), bytes, at, bytes.length - at, this.size + at);
      }
    } catch (cause) {
      this.abort();
      throw refused(this.#target, cause);
    }
    this.size += bytes.length;
  }

  /** Gives the file its name. Throws ConfigError when that cannot be done any more. */
  commit(): void {
    try {
      // A file shorter than the probe still has the probe's end.
      ftruncateSync(this.#open(), this.size);
      renameSync(this.#partial, this.#target);
      closeSync(this.#open());
      this.#descriptor = undefined;
    } catch (cause) {
      this.abort();
      throw refused(this.#target, cause);
    }
  }

  /** Removes what was written; harmless when there is nothing to remove. */
  abort(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#partial, { force: true });
  }

  #open(): number {
    if (this.#descriptor === undefined) throw new InvariantError(`${this.#target} is written to after its end`);
    return this.#descriptor;
  }
}

function checkTarget(target: string, atLeast: number): void {
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigError({ where: target, got: 'a directory', expected: 'the name of a file to write' });
  }
  const { bavail, bsize } = statfsSync(dirname(target));
  const room = bavail * bsize;
  if (room >= atLeast) return;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
  throw new ConfigError({
    where: target,
    got: `a disk with ${megabytes(room)} free`,
    expected: `at least ${megabytes(atLeast)}`,
  });
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such directory',
  ENOTDIR: 'a directory in its path that is none',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'a read-only file system',
  ENOSPC: 'a full disk',
  EDQUOT: 'a used-up disk quota',
  EFBIG: 'a file-size limit',
  ENAMETOOLONG: 'a name that is too long',
};

function refused(target: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  if (code === undefined) return cause;
  return new ConfigError(
    { where: target, got: REASONS[code] ?? code, expected: 'a place that can be written' },
    { cause },
  );
}
