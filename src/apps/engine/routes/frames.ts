/** `POST /v1/frames`: frames from anywhere, scored on the spot; each is accepted or refused with its reason. */

import { z } from 'zod';
import { ANOMALY_KINDS } from '../../../core/anomaly-kinds.ts';
import { ConfigError, type Fault } from '../../../core/errors.ts';
import { QUALITY_NAMES } from '../../../core/frame.ts';
import type { Watch } from '../../../pipeline/watch.ts';
import type { Refusal } from '../../../pipeline/watch-intake.ts';
import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { frameResultsSchema, type scoredFrameSchema } from '../answers.ts';
import { describeMoment } from '../describe.ts';
import type { Engine } from '../engine.ts';
import { addFrameParsers, type FrameBody } from '../frame-body.ts';

const BODY_LIMIT_BYTES = 4 << 20;
/** So many faults are told where no frame is accepted. */
const FAULTS_TOLD = 10;

const byIdOrPlace = <T extends z.ZodType>(item: T) => z.union([z.record(z.string(), item), z.array(item)]);
const frame = z.looseObject({
  time: z.union([z.string(), z.number()]).describe('An instant with its zone, or ms since 1970; rising.'),
  values: byIdOrPlace(z.number().nullable()).describe(
    "By channel id, or an array in the order of the model's channels; null where missing.",
  ),
  quality: byIdOrPlace(z.union([z.int().min(0).max(3), z.enum(QUALITY_NAMES)]))
    .optional()
    .describe('In the form of the values.'),
  seq: z.int().min(0).optional(),
});

export function frameRoutes(app: HttpServer, engine: Engine): void {
  addFrameParsers(app, engine.clock);
  app.post(
    '/v1/frames',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        tags: ['frames'],
        summary: 'Scores one frame, or several in order of time',
        description:
          'One frame, an array of frames or `{"frames": […]}` as JSON, or a frame a line as `application/x-ndjson`. ' +
          'They are judged as a sequence of their own, apart from the frames of the source. A frame that cannot be ' +
          'accepted is refused with its reason and counted, the others are scored; where none is accepted the answer ' +
          'is 400.',
        body: z.union([frame, z.array(frame), z.object({ frames: z.array(frame) })]),
        response: { 200: frameResultsSchema, 400: problemSchema, 413: problemSchema, 503: problemSchema },
      },
      // The schema describes; frames are checked one by one, so that one that is wrong does not take others along.
      validatorCompiler: () => (value) => ({ value }),
    },
    ({ body }, reply) => {
      const watch = engine.watch('post');
      const reason = engine.notReady();
      if (watch === undefined || reason !== undefined) {
        reply.header('retry-after', '2');
        throw new HttpProblem(503, reason ?? '');
      }
      const { records, parseMs } = body as unknown as FrameBody;
      const parseShare = parseMs / records.length;
      const results = records.map((record) => {
        const refusal = watch.take(record, engine.clock.now() - parseShare);
        return refusal === undefined ? describeScored(watch, engine.touched) : { refused: refusal };
      });
      const faults = results.flatMap((result, i) =>
        'refused' in result ? [faultOf(result.refused, i, records.length)] : [],
      );
      if (faults.length === records.length) throw new ConfigError(faults.slice(0, FAULTS_TOLD));
      return { accepted: records.length - faults.length, refused: faults.length, results };
    },
  );
}

/** What the watch says of the frame that it has just taken. */
function describeScored(watch: Watch, detections: readonly number[]): z.input<typeof scoredFrameSchema> {
  const { detector, attribution, attributions } = watch;
  const { channels, flags, kinds, channelScores } = detector;
  return {
    ...describeMoment(watch.frame),
    score: detector.overallScore,
    alarm: detector.alarm,
    flagged: channels.flatMap(({ id }, i) =>
      flags[i] === 1 ? [{ channel: id, score: channelScores[i], kind: ANOMALY_KINDS[kinds[i] - 1] ?? 'unknown' }] : [],
    ),
    attribution:
      attribution === undefined
        ? null
        : {
            ...attribution,
            items: channels.flatMap(({ id }, i) =>
              attributions[i] === 0 ? [] : [{ channel: id, value: attributions[i] }],
            ),
          },
    detections: [...detections],
  };
}

/** The place of a refusal in the whole body. */
function faultOf({ where, got, expected }: Refusal, index: number, count: number): Fault {
  const place = ['body', ...(count > 1 ? [`frames[${index}]`] : []), ...(where === '' ? [] : [where])].join('.');
  return { where: place, got, expected };
}
