/** `/metrics`: the instruments and the station, then this process, in Prometheus's text format. */

import { Readable } from 'node:stream';
import { collectDefaultMetrics, Registry } from '@prometheus-io/client';
import { renderExposition } from '../../../io/prometheus/exposition.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Station } from '../station.ts';

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export function metricsRoutes(app: HttpServer, station: Station): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  app.addHook('onClose', async () => registry.clear());

  const schema = { tags: ['metrics'], summary: 'Readings and process metrics for Prometheus' };
  app.get('/metrics', { schema, exposeHeadRoute: false, config: { rateLimit: false } }, (_request, reply) => {
    station.updateCompliance();
    reply.type(CONTENT_TYPE).send(Readable.from(renderExposition(station.exposition, registry)));
  });
}
