/** The ground that every server of ours stands on: limits, headers, problem documents, the OpenAPI document. */

import type { Server } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
} from 'fastify';
import type { Logger } from '../log.ts';
import { VERSION } from '../version.ts';
import { refuseForeignHosts } from './hosts.ts';
import { rememberMethods } from './methods.ts';
import { HttpProblem, sendError } from './problem.ts';
import { serializerCompiler, toOpenApi, validatorCompiler, type ZodTypes } from './zod.ts';

export type HttpServer = FastifyInstance<
  Server,
  RawRequestDefaultExpression<Server>,
  RawReplyDefaultExpression<Server>,
  FastifyBaseLogger,
  ZodTypes
>;

export interface ServerOptions {
  readonly title: string;
  readonly description: string;
  readonly logger: Logger;
  /** The address that will be listened on: on loopback, changes are taken from pages of this machine only. */
  readonly host: string;
}

const REQUEST_TIMEOUT_MS = 10_000;
const BODY_LIMIT_BYTES = 64 * 1024;
const CONNECTIONS = 1_024;
/** An address may ask this often before it is told to wait. */
const REQUESTS_A_MINUTE = 6_000;

export async function createHttpServer({ title, description, logger, host }: ServerOptions): Promise<HttpServer> {
  const app = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { ignoreTrailingSlash: true },
  }).withTypeProvider<ZodTypes>();
  app.server.maxConnections = CONNECTIONS;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error: Error, _request, reply) => sendError(error, reply));

  const allowedMethods = rememberMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0];
    const methods = allowedMethods(path);
    if (methods.length === 0) return sendError(new HttpProblem(404, `There is nothing at ${path}.`), reply);
    const allowed = methods.join(', ');
    reply.header('allow', allowed);
    return sendError(new HttpProblem(405, `${path} takes ${allowed}, not ${request.method}.`), reply);
  });

  refuseForeignHosts(app, host);
  await app.register(helmet, {
    // We serve plain HTTP: a browser must neither insist on HTTPS nor remember to.
    hsts: false,
    contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } },
  });
  await app.register(rateLimit, { max: REQUESTS_A_MINUTE, timeWindow: '1 minute' });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title, description, version: VERSION, license: { name: 'Apache-2.0' } } },
    transform: ({ schema, url }) => ({ schema: toOpenApi((schema ?? {}) as Record<string, unknown>), url }),
  });
  app.get('/openapi.json', { schema: { hide: true }, exposeHeadRoute: true }, () => app.swagger());
  return app;
}
