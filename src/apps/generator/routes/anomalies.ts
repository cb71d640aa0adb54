/** `/v1/anomalies`: the truth about what goes wrong, and ways to make more of it and to end it. */

import { z } from 'zod';
import type { AnomalyEvent } from '../../../anomalies/index.ts';
import { eventRecord } from '../../../anomalies/record.ts';
import { ANOMALY_KINDS } from '../../../core/anomaly-kinds.ts';
import { ConfigError } from '../../../core/errors.ts';
import { MINUTE_MS, TICKS_PER_MINUTE } from '../../../core/time.ts';
import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { queryInteger } from '../../http/zod.ts';
import {
  anomaliesSchema,
  anomalySchema,
  describeKinds,
  kindsSchema,
  plannedRecord,
  plannedSchema,
} from '../../scenario/answers.ts';
import { eventSchema, toRequest } from '../../scenario/event-schema.ts';
import { faultsAt } from '../../scenario/requests.ts';
import { formatPath } from '../../schema/faults.ts';
import type { Station } from '../station.ts';

const LISTED = 100;
const MOST_LISTED = 10_000;

const tags = ['anomalies'];
const idParams = z.strictObject({ id: queryInteger(1) });

const filterSchema = z.strictObject({
  kind: z.enum(ANOMALY_KINDS).optional().describe('Only events of this kind.'),
  state: z.enum(['waiting', 'active', 'recovering', 'over']).optional().describe('Only events in this state.'),
  since: z.iso
    .datetime({ offset: true, error: 'an instant such as 2026-01-31T06:00:00Z' })
    .optional()
    .describe('Only events whose effect had not died out by then, those that are yet to come included.'),
  limit: queryInteger(1, MOST_LISTED).optional().describe(`At most so many, those that start last; unset: ${LISTED}.`),
});
type Filter = z.output<typeof filterSchema>;

export function anomalyRoutes(app: HttpServer, station: Station): void {
  const { anomalies } = station.simulation;

  app.get(
    '/v1/anomalies',
    {
      schema: {
        tags,
        summary: 'Events past, present and to come',
        querystring: filterSchema,
        response: { 200: anomaliesSchema, 400: problemSchema },
      },
    },
    ({ query }) => {
      const events = anomalies.list().filter((event) => passes(event, query));
      const newest = events.sort((a, b) => b.start - a.start || b.id - a.id).slice(0, query.limit ?? LISTED);
      return { anomalies: newest.map(eventRecord), total: events.length };
    },
  );

  const kinds = describeKinds();
  app.get(
    '/v1/anomalies/kinds',
    { schema: { tags, summary: 'Kinds and subtypes, with what each takes', response: { 200: kindsSchema } } },
    () => kinds,
  );

  app.get(
    '/v1/anomalies/:id',
    {
      schema: {
        tags,
        summary: 'One event',
        params: idParams,
        response: { 200: anomalySchema, 400: problemSchema, 404: problemSchema },
      },
    },
    ({ params }) => {
      const event = anomalies.list().find(({ id }) => id === params.id);
      if (event === undefined) throw unknownEvent(params.id);
      return eventRecord(event);
    },
  );

  app.post(
    '/v1/anomalies',
    {
      schema: {
        tags,
        summary: 'Makes something go wrong',
        description: 'Refused with 422 and the reason where it makes no sense: see /v1/anomalies/kinds.',
        querystring: z.strictObject({
          dry_run: z.enum(['true', 'false']).optional().describe('true: only says what would become of it.'),
        }),
        body: eventSchema,
        response: { 200: plannedSchema, 201: anomalySchema, 400: problemSchema, 422: problemSchema },
      },
    },
    ({ body, query, log }, reply) => {
      const request = toRequest(body, nextMinute(station));
      try {
        if (query.dry_run === 'true') return plannedRecord(anomalies.plan(request));
        const event = anomalies.inject(request);
        log.info({ id: event.id, kind: event.kind, subtype: event.subtype }, 'anomaly injected');
        reply.code(201).header('location', `/v1/anomalies/${event.id}`);
        return eventRecord(event);
      } catch (error) {
        const refusal = new ConfigError(faultsAt(error, body, (field) => formatPath(['body', ...field])));
        throw new HttpProblem(422, refusal.message, refusal.faults);
      }
    },
  );

  app.delete(
    '/v1/anomalies/:id',
    {
      schema: {
        tags,
        summary: 'Ends the cause of an event, or takes back one that waits',
        params: idParams,
        response: { 200: anomalySchema, 400: problemSchema, 404: problemSchema, 409: problemSchema },
      },
    },
    ({ params: { id }, log }) => {
      const event = anomalies.list().find((candidate) => candidate.id === id);
      if (event === undefined) throw unknownEvent(id);
      if (event.state === 'over' || event.state === 'recovering') {
        throw new HttpProblem(409, `The cause of event ${id} ended at ${new Date(event.end).toISOString()} already.`);
      }
      log.info({ id }, 'anomaly stopped');
      return eventRecord(anomalies.stop(id) ?? event);
    },
  );
}

function unknownEvent(id: number): HttpProblem {
  return new HttpProblem(404, `There is no event ${id}.`);
}

function passes(event: AnomalyEvent, { kind, state, since }: Filter): boolean {
  const end = event.recovered ?? Number.POSITIVE_INFINITY;
  return (
    (kind ?? event.kind) === event.kind &&
    (state ?? event.state) === event.state &&
    (since === undefined || end >= Date.parse(since))
  );
}

/** Simulated time of the minute to come, ms since the epoch: readings of the one under way are settled. */
function nextMinute({ simulation, ring }: Station): number {
  return simulation.startTime + Math.ceil(ring.next / TICKS_PER_MINUTE) * MINUTE_MS;
}
