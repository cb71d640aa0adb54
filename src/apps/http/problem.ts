/** Errors as problem documents (RFC 9457): what went wrong, and for bad input every place with got and expected. */

import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConfigError, type Fault } from '../../core/errors.ts';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An error that a route answers with on purpose. */
export class HttpProblem extends Error {
  readonly status: number;
  /** For bad input: each place that is wrong. */
  readonly faults: readonly Fault[] | undefined;

  constructor(status: number, detail: string, faults?: readonly Fault[]) {
    super(detail);
    this.status = status;
    this.faults = faults;
  }
}

export const problemSchema = z
  .object({
    type: z.string().describe('Always about:blank: the status says what kind of problem it is.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ where: z.string(), got: z.unknown(), expected: z.string() }))
      .optional()
      .describe('For bad input: each place that is wrong.'),
  })
  .describe('Problem document, RFC 9457.');

export function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  faults?: readonly Fault[],
): FastifyReply {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, errors: faults };
  // Sent as text: the reply's own serialiser belongs to the route's good answers.
  return reply.code(status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

/** What any error is told as; details of our own mistakes stay in the log. */
export function sendError(error: FastifyError | Error, reply: FastifyReply): FastifyReply {
  if (error instanceof ConfigError) return sendProblem(reply, 400, error.message, error.faults);
  if (error instanceof HttpProblem) return sendProblem(reply, error.status, error.message, error.faults);
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status < 500) return sendProblem(reply, status, error.message);
  reply.log.error({ err: error }, 'request failed');
  return sendProblem(reply, status, 'The server failed; its log says why.');
}
