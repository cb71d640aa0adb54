/** `/metrics`: the engine, then this process, in Prometheus's text format. */

import { EXPOSITION_CONTENT_TYPE } from '../../../io/prometheus/text.ts';
import { processMetrics } from '../../http/process-metrics.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Engine } from '../engine.ts';

export function metricsRoutes(app: HttpServer, engine: Engine): void {
  const registry = processMetrics(app);
  const schema = { tags: ['metrics'], summary: 'Engine and process metrics for Prometheus' };
  app.get('/metrics', { schema, exposeHeadRoute: false, config: { rateLimit: false } }, async (_request, reply) => {
    const ofProcess = await registry.metrics();
    reply.type(EXPOSITION_CONTENT_TYPE);
    engine.updateQuality();
    return Buffer.concat([engine.exposition.render(engine.clock.now()), Buffer.from(ofProcess)]);
  });
}
