/** `/healthz`: is the process alive and the simulation getting on. `/readyz`: are there readings to be had. */

import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { healthSchema } from '../answers.ts';
import type { Station } from '../station.ts';

const schema = { tags: ['health'], response: { 200: healthSchema, 503: problemSchema } };
/** Probes must be answered whatever else is going on. */
const config = { rateLimit: false };

export function healthRoutes(app: HttpServer, station: Station): void {
  const health = () => {
    const trouble = station.trouble();
    if (trouble !== undefined) throw new HttpProblem(503, trouble);
    return { status: 'ok' as const, frames: station.runner.status().frames };
  };
  app.get('/healthz', { schema: { ...schema, summary: 'Alive and getting on' }, config }, health);
  app.get('/readyz', { schema: { ...schema, summary: 'Readings can be had' }, config }, () => {
    const { state } = station.runner.status();
    if (state === 'stopped') throw new HttpProblem(503, 'The station is shutting down.');
    if (station.ring.isEmpty) throw new HttpProblem(503, 'No frame yet.');
    return health();
  });
}
