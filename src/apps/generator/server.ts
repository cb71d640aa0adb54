/** The generator's HTTP interface: all routes over one running station. */

import { createHttpServer, type HttpServer } from '../http/server.ts';
import type { Logger } from '../log.ts';
import { anomalyRoutes } from './routes/anomalies.ts';
import { frameRoutes } from './routes/frames.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { pageRoutes } from './routes/page.ts';
import { sensorRoutes } from './routes/sensors.ts';
import { setpointRoutes } from './routes/setpoints.ts';
import { stationRoutes } from './routes/station.ts';
import type { Station } from './station.ts';

export async function createGeneratorServer(station: Station, logger: Logger): Promise<HttpServer> {
  const app = await createHttpServer({
    title: 'Station Traffeyère: generator',
    description: 'A simulated wastewater treatment plant: its instruments, their readings, the truth behind them.',
    host: station.config.host,
    logger,
  });
  pageRoutes(app);
  metricsRoutes(app, station);
  healthRoutes(app, station);
  stationRoutes(app, station);
  sensorRoutes(app, station);
  frameRoutes(app, station);
  setpointRoutes(app, station);
  anomalyRoutes(app, station);
  return app;
}
