/** `/metrics`: the instruments and the station, then this process, in Prometheus's text format. */

import { Readable } from 'node:stream';
import { renderExposition } from '../../../io/prometheus/exposition.ts';
import { EXPOSITION_CONTENT_TYPE } from '../../../io/prometheus/text.ts';
import { processMetrics } from '../../http/process-metrics.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Station } from '../station.ts';

export function metricsRoutes(app: HttpServer, station: Station): void {
  const registry = processMetrics(app);
  const schema = { tags: ['metrics'], summary: 'Readings and process metrics for Prometheus' };
  app.get('/metrics', { schema, exposeHeadRoute: false, config: { rateLimit: false } }, (_request, reply) => {
    station.updateCompliance();
    reply.type(EXPOSITION_CONTENT_TYPE).send(Readable.from(renderExposition(station.exposition, registry)));
  });
}
