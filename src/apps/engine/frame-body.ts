/** The body of `POST /v1/frames`: one frame, several, or a frame a line; whole or refused whole. */

import type { Clock } from '../../core/clock.ts';
import { ConfigError } from '../../core/errors.ts';
import type { HttpServer } from '../http/server.ts';

/** Scored in one go, about a tenth of a second, for which other requests wait. */
const MOST_FRAMES = 1_000;
const LINES = ['application/x-ndjson', 'application/jsonl', 'application/ndjson'];

export interface FrameBody {
  /** Not checked yet; a line that is no JSON stands as its text. */
  readonly records: readonly unknown[];
  /** What parsing has taken, ms. */
  readonly parseMs: number;
}

/** Bodies of JSON and of lines become a `FrameBody`. */
export function addFrameParsers(app: HttpServer, clock: Clock): void {
  const parser =
    (read: (text: string) => unknown[]) =>
    (_request: unknown, text: string | Buffer, done: (error: Error | null, body?: FrameBody) => void) => {
      const begin = clock.now();
      try {
        const records = read(String(text));
        done(null, { records: checkCount(records), parseMs: clock.now() - begin });
      } catch (error) {
        done(error as Error);
      }
    };
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parser(framesOf));
  app.addContentTypeParser(LINES, { parseAs: 'string' }, parser(linesOf));
}

/** One frame, an array of frames, or `{"frames": […]}`. */
function framesOf(text: string): unknown[] {
  const body = parse(text);
  if (body === undefined) throw new ConfigError({ where: 'body', got: text.slice(0, 40), expected: 'valid JSON' });
  if (Array.isArray(body)) return body;
  if (typeof body === 'object' && body !== null && 'frames' in body) {
    if (Array.isArray(body.frames)) return body.frames;
    throw new ConfigError({ where: 'body.frames', got: body.frames, expected: 'an array of frames' });
  }
  return [body];
}

function linesOf(text: string): unknown[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parse(line) ?? line]));
}

function checkCount(records: unknown[]): unknown[] {
  if (records.length > 0 && records.length <= MOST_FRAMES) return records;
  throw new ConfigError({ where: 'body', got: `${records.length} frames`, expected: `1 to ${MOST_FRAMES} frames` });
}

/** Undefined for text that is no JSON, which never means undefined. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
