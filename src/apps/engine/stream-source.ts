/** Frames from a generator's stream, for as long as the engine runs. */

import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { FrameStreamClient, type StreamHello } from '../../io/stream/client.ts';
import type { Engine } from './engine.ts';

export interface StreamSourceOptions {
  readonly url: string;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** To be called when the engine has its model; the client is started by the caller. */
export function createStreamSource(engine: Engine, { url, random }: StreamSourceOptions): FrameStreamClient {
  const { clock, logger, exposition } = engine;
  const watch = engine.watch('stream');
  if (watch === undefined) throw new TypeError('a source needs an engine with a model');
  const channels = watch.detector.channels.map(({ id }) => id);
  let fits = true;
  exposition.sourceUp = false;

  const greet = (hello: StreamHello, isNewRun: boolean) => {
    exposition.sourceUp = true;
    if (isNewRun) watch.restart();
    const { unknown, missing } = watch.arrange(hello.sensors, hasTruth(hello) ? engine.evaluation() : undefined);
    fits = missing.length < channels.length;
    logger.info({ source: url, run: hello.run, sensors: hello.sensors.length, truth: hasTruth(hello) }, 'connected');
    if (isNewRun && unknown.length > 0) logger.warn({ unknown }, 'the model does not know these channels');
    if (isNewRun && missing.length > 0) logger.warn({ missing }, 'the source does not have these channels');
  };

  return new FrameStreamClient({
    url,
    labels: true,
    clock,
    random,
    listener: {
      hello: greet,
      frame(record, received) {
        if (fits) watch.take(record, received);
        else {
          const expected = `some of the model's ${channels.length} channels`;
          engine.refuse({ reason: 'no_common_channel', where: 'values', got: 'other channels', expected }, 'stream');
        }
      },
      missed(frames) {
        exposition.countMissed(frames);
        logger.warn({ frames }, 'frames are missing that the source no longer has');
      },
      refused(reason, detail) {
        engine.refuse({ reason, where: 'stream', got: detail, expected: 'the next record' }, 'stream');
      },
      lost(reason, waitMs) {
        // Many attempts at a source that is not there are one loss.
        if (exposition.sourceUp) exposition.countReconnect();
        exposition.sourceUp = false;
        logger.warn({ source: url, reason, retry_ms: Math.round(waitMs) }, 'source lost');
      },
    },
  });
}

/** Labels whose codes mean what ours do. */
function hasTruth({ labels }: StreamHello): boolean {
  return labels !== undefined && ANOMALY_KINDS.every((kind, i) => labels[i + 1] === kind);
}
