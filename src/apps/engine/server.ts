/** The engine's HTTP interface: all routes over one running engine. */

import { createHttpServer, type HttpServer } from '../http/server.ts';
import type { Engine } from './engine.ts';
import { detectionRoutes } from './routes/detections.ts';
import { frameRoutes } from './routes/frames.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { modelRoutes } from './routes/model.ts';

/** @param host that will be listened on */
export async function createEngineServer(engine: Engine, host: string): Promise<HttpServer> {
  const app = await createHttpServer({
    title: 'Station Traffeyère: engine',
    description: 'Watches the readings of a plant: scores each, says what is wrong, and why.',
    host,
    logger: engine.logger,
  });
  metricsRoutes(app, engine);
  healthRoutes(app, engine);
  modelRoutes(app, engine);
  frameRoutes(app, engine);
  detectionRoutes(app, engine);
  return app;
}
