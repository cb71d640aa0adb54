/** `/healthz`: is the process alive. `/readyz`: is there a model, so that frames can be scored. */

import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { healthSchema } from '../answers.ts';
import type { Engine } from '../engine.ts';

const schema = { tags: ['health'], response: { 200: healthSchema, 503: problemSchema } };
/** Probes must be answered whatever else is going on. */
const config = { rateLimit: false };

export function healthRoutes(app: HttpServer, engine: Engine): void {
  const health = () => ({ status: 'ok' as const, frames: engine.exposition.frames });
  app.get('/healthz', { schema: { ...schema, summary: 'Alive' }, config }, health);
  app.get('/readyz', { schema: { ...schema, summary: 'Frames can be scored' }, config }, () => {
    const reason = engine.notReady();
    if (reason !== undefined) throw new HttpProblem(503, reason);
    return health();
  });
}
