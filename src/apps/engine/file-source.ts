/**
 * Frames from a recorded file, as fast as they can be scored: NDJSON (an export of ours, frames as POST takes them,
 * or a stream that was kept), read piece by piece; CSV or Parquet, read whole.
 */

import { createReadStream } from 'node:fs';
import { createFrame } from '../../core/frame.ts';
import { SUFFIX } from '../../io/files/schema.ts';
import { LineCutter } from '../../io/stream/lines.ts';
import { readMeasurements } from '../../io/tables/read.ts';
import type { Watch } from '../../pipeline/watch.ts';
import { inStretches } from '../../pipeline/watch-table.ts';
import type { Engine } from './engine.ts';
import type { Source } from './start.ts';

const NDJSON = /\.(ndjson|jsonl)$/i;
const LONGEST_LINE = 4 << 20;

/** To be called when the engine has its model. */
export function createFileSource(engine: Engine, file: string): Source {
  const watch = engine.watch('file');
  if (watch === undefined) throw new TypeError('a source needs an engine with a model');
  const abort = new AbortController();
  let done: Promise<void> = Promise.resolve();
  const replay = async () => {
    try {
      if (NDJSON.test(file)) await replayLines(engine, watch, file, abort.signal);
      else await replayTable(engine, watch, file, abort.signal);
      engine.logger.info({ file, frames: engine.exposition.frames }, 'the file has been scored');
    } catch (error) {
      if (abort.signal.aborted) return;
      engine.logger.error({ file, reason: (error as Error).message }, 'the file cannot be scored');
    } finally {
      engine.exposition.sourceUp = false;
    }
  };
  return {
    start() {
      engine.exposition.sourceUp = true;
      done = replay();
    },
    async stop() {
      abort.abort();
      await done;
    },
  };
}

async function replayTable({ clock }: Engine, watch: Watch, file: string, signal: AbortSignal): Promise<void> {
  const channels = watch.detector.channels.map(({ id }) => id);
  const table = await readMeasurements(file, { channels });
  const frame = createFrame(channels.length);
  await inStretches(0, table.rows, { signal }, (index) => {
    const received = clock.now();
    table.read(index, frame);
    watch.takeFrame(frame, received);
  });
}

async function replayLines(engine: Engine, watch: Watch, file: string, signal: AbortSignal): Promise<void> {
  const channels = watch.detector.channels.map(({ id }) => id);
  let hasRows = false;
  const cutter = new LineCutter(
    {
      line(text) {
        const received = engine.clock.now();
        const record = parse(text);
        if (record?.type === 'hello' && Array.isArray(record.sensors)) {
          watch.arrange(record.sensors as string[], 'labels' in record ? engine.evaluation() : undefined);
        } else if (record?.type === 'frame' || record?.values !== undefined) {
          watch.take(record, received);
        } else if (record?.type === undefined) {
          // The rows of an export say with every frame whether anything is wrong with it.
          if (!hasRows && record !== undefined && 'anomaly' in record) watch.arrange(channels, engine.evaluation());
          hasRows = true;
          watch.take(record === undefined ? text : fromRow(record, channels), received);
        }
      },
      tooLong() {
        const got = `a line of more than ${LONGEST_LINE} bytes`;
        engine.refuse({ reason: 'too_large', where: file, got, expected: 'a frame a line' }, 'file');
      },
    },
    LONGEST_LINE,
  );
  for await (const bytes of createReadStream(file, { signal })) {
    cutter.push(bytes as Buffer);
    await new Promise(setImmediate);
  }
  cutter.end();
}

type Row = Readonly<Record<string, unknown>>;

/** A row of an export as the record of a frame, in the order of the model's channels. */
function fromRow(row: Row, channels: readonly string[]): Row {
  const labels = channels.flatMap((id, i) =>
    row[id + SUFFIX.label] === undefined ? [] : [[i, row[id + SUFFIX.label], row[id + SUFFIX.event] ?? 0]],
  );
  return {
    seq: row.seq,
    time: row.time,
    values: channels.map((id) => row[id] ?? null),
    quality: channels.map((id) => row[id + SUFFIX.quality] ?? 0),
    labels,
  };
}

function parse(text: string): Row | undefined {
  try {
    const record: unknown = JSON.parse(text);
    return typeof record === 'object' && record !== null ? (record as Row) : undefined;
  } catch {
    return undefined;
  }
}
