/** `/v1/frames`: every frame, as a stream that can be taken up again where it broke off. */

import { z } from 'zod';
import type { RecordReader } from '../../../io/stream/reader.ts';
import { CONTENT_TYPES, type StreamFormat } from '../../../io/stream/records.ts';
import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { queryInteger } from '../../http/zod.ts';
import type { Station } from '../station.ts';

/** Each holds a connection and up to 64 KiB. */
const MOST_READERS = 64;

const seq = queryInteger(-1).describe('The last frame the reader has; -1 for none.');

const records = z.custom<RecordReader>().describe('Records, one JSON object each.');

export function frameRoutes(app: HttpServer, { feed }: Station): void {
  app.get(
    '/v1/frames',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['frames'],
        summary: 'The stream of frames, resumable',
        description:
          'JSON lines, or server-sent events where `Accept` asks for `text/event-stream`. First a `hello` record, ' +
          'then `frame` records; `gap` tells frames that are no longer kept, `heartbeat` fills silence, `end` closes. ' +
          'Without `after` it begins with the newest frame; `Last-Event-ID` goes before `after`. With `labels=1` each ' +
          'frame has `labels`, the truth about its readings, for those who evaluate a detector.',
        querystring: z.strictObject({
          after: seq.optional(),
          limit: queryInteger(1).optional().describe('Ends after so many frames.'),
          labels: z
            .enum(['0', '1'])
            .optional()
            .describe('1: each frame has `[place of the sensor, kind code, event id]` of its anomalous readings.'),
        }),
        headers: z.looseObject({ 'last-event-id': seq.optional() }),
        response: {
          200: {
            description: 'Records, see docs/api.md.',
            content: Object.fromEntries(Object.values(CONTENT_TYPES).map((type) => [type, { schema: records }])),
          },
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    (request, reply) => {
      if (feed.readers >= MOST_READERS) {
        reply.header('retry-after', '10');
        throw new HttpProblem(503, `${MOST_READERS} readers are connected already.`);
      }
      const format: StreamFormat = request.headers.accept?.includes('text/event-stream') ? 'sse' : 'ndjson';
      const after = request.headers['last-event-id'] ?? request.query.after;
      // A proxy must not wait for the end of what has none.
      reply.headers({ 'content-type': CONTENT_TYPES[format], 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      const { limit, labels } = request.query;
      reply.send(feed.open({ format, after, limit, labels: labels === '1' }));
    },
  );
}
