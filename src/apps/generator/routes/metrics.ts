/** `/metrics`: the instruments and the station, then this process, in Prometheus's text format. */

import { Readable } from 'node:stream';
import { collectDefaultMetrics, Registry } from '@prometheus-io/client';
import { renderExposition } from '../../../io/prometheus/exposition.ts';
import { EXPOSITION_CONTENT_TYPE } from '../../../io/prometheus/text.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Station } from '../station.ts';

/** Default metrics whose names Prometheus's own linter objects to; what they tell, others do. */
const ILL_NAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
  'nodejs_eventloop_utilization_histogram',
  'nodejs_eventloop_utilization_summary',
];

export function metricsRoutes(app: HttpServer, station: Station): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of ILL_NAMED) registry.removeSingleMetric(name);
  app.addHook('onClose', async () => registry.clear());

  const schema = { tags: ['metrics'], summary: 'Readings and process metrics for Prometheus' };
  app.get('/metrics', { schema, exposeHeadRoute: false, config: { rateLimit: false } }, (_request, reply) => {
    station.updateCompliance();
    reply.type(EXPOSITION_CONTENT_TYPE).send(Readable.from(renderExposition(station.exposition, registry)));
  });
}
