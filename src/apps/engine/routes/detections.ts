/** `/v1/detections`: what was found, as a list or as a stream that can be taken up again, and each with its reasons. */

import { z } from 'zod';
import { ConfigError } from '../../../core/errors.ts';
import type { RecordReader } from '../../../io/stream/reader.ts';
import { CONTENT_TYPES, type StreamFormat } from '../../../io/stream/records.ts';
import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { queryInteger } from '../../http/zod.ts';
import { DETECTED_KINDS, detectionSchema, detectionsSchema } from '../answers.ts';
import { describeDetection, describeSummary, type LoggedDetection } from '../describe.ts';
import type { Engine } from '../engine.ts';

/** Each holds a connection and up to 64 KiB. */
const MOST_READERS = 64;
const LISTED = 100;
const MOST_LISTED = 1_000;

const tags = ['detections'];
const seq = queryInteger(-1).describe('Of a stream: the last record the reader has; -1 for none.');
const records = z.custom<RecordReader>().describe('Records, one JSON object each.');

const contentTypes: Record<string, { readonly schema: z.ZodType }> = {
  'application/json': { schema: detectionsSchema },
  ...Object.fromEntries(Object.values(CONTENT_TYPES).map((type) => [type, { schema: records }])),
};

const querySchema = z.strictObject({
  kind: z.enum(DETECTED_KINDS).optional().describe('Only detections of this kind.'),
  state: z.enum(['open', 'ended']).optional().describe('Only detections in this state.'),
  since: z.iso
    .datetime({ offset: true, error: 'an instant such as 2026-01-31T06:00:00Z' })
    .optional()
    .describe('Only detections that had not ended by then, in the time of the frames.'),
  limit: queryInteger(1, MOST_LISTED).optional().describe(`At most so many, the newest; unset: ${LISTED}.`),
  after: seq.optional(),
});
type Query = z.output<typeof querySchema>;

export function detectionRoutes(app: HttpServer, engine: Engine): void {
  app.get(
    '/v1/detections',
    {
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Detections: a list, or a stream of their changes that can be resumed',
        description:
          'A list as JSON. Where `Accept` asks for `application/x-ndjson` or `text/event-stream`: first a `hello` ' +
          'record, then a `detection` record for each change (`begun`, `updated`, `ended`), `gap`, `heartbeat` and ' +
          '`end` as in the stream of frames. Without `after` it begins with the newest change; `Last-Event-ID` goes ' +
          'before `after`.',
        querystring: querySchema,
        headers: z.looseObject({ 'last-event-id': seq.optional() }),
        response: {
          200: {
            description: 'The list, or records: see docs/engine.md.',
            content: contentTypes,
          },
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    ({ headers, query }, reply) => {
      const format = streamFormat(headers.accept);
      if (format === undefined) return reply.send(list(engine, query));
      for (const name of ['kind', 'state', 'since'] as const) {
        if (query[name] === undefined) continue;
        throw new ConfigError({ where: `query.${name}`, got: query[name], expected: 'none with a stream' });
      }
      if (engine.readers >= MOST_READERS) {
        reply.header('retry-after', '10');
        throw new HttpProblem(503, `${MOST_READERS} readers are connected already.`);
      }
      const after = headers['last-event-id'] ?? query.after;
      reply.headers({ 'content-type': CONTENT_TYPES[format], 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      return reply.send(engine.openStream({ format, after, limit: query.limit }));
    },
  );

  app.get(
    '/v1/detections/:id',
    {
      schema: {
        tags,
        summary: 'One detection with its evidence, attribution and sentences',
        params: z.strictObject({ id: queryInteger(1) }),
        response: { 200: detectionSchema, 400: problemSchema, 404: problemSchema },
      },
    },
    ({ params: { id } }) => {
      const detection = engine.detections.get(id);
      if (detection === undefined) throw new HttpProblem(404, `There is no detection ${id}, or it is no longer kept.`);
      return describeDetection(detection);
    },
  );
}

function streamFormat(accept = ''): StreamFormat | undefined {
  if (accept.includes('text/event-stream')) return 'sse';
  return accept.includes('application/x-ndjson') ? 'ndjson' : undefined;
}

function list({ detections }: Engine, query: Query): z.input<typeof detectionsSchema> {
  if (query.after !== undefined) {
    throw new ConfigError({ where: 'query.after', got: query.after, expected: 'none with a list' });
  }
  const passing = detections.list().filter((detection) => passes(detection, query));
  return { detections: passing.slice(0, query.limit ?? LISTED).map(describeSummary), total: passing.length };
}

function passes({ kind, end }: LoggedDetection, wanted: Query): boolean {
  const state = end === undefined ? 'open' : 'ended';
  return (
    (wanted.kind ?? kind) === kind &&
    (wanted.state ?? state) === state &&
    (wanted.since === undefined || end === undefined || end.time >= Date.parse(wanted.since))
  );
}
