/** Metrics of this process (memory, event loop, garbage collection), from the client library of Prometheus. */

import { collectDefaultMetrics, Registry } from '@prometheus-io/client';
import type { HttpServer } from './server.ts';

/** Default metrics whose names Prometheus's own linter objects to; what they tell, others do. */
const ILL_NAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
  'nodejs_eventloop_utilization_histogram',
  'nodejs_eventloop_utilization_summary',
];

/** Collected until the server closes. */
export function processMetrics(app: HttpServer): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of ILL_NAMED) registry.removeSingleMetric(name);
  app.addHook('onClose', async () => registry.clear());
  return registry;
}
