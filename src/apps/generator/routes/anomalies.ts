/** `/v1/anomalies`: the truth about what is wrong. Nothing can be injected yet, so nothing is. */

import type { HttpServer } from '../../http/server.ts';
import { anomaliesSchema } from '../answers.ts';

export function anomalyRoutes(app: HttpServer): void {
  const schema = { tags: ['anomalies'], summary: 'Anomalies that run now', response: { 200: anomaliesSchema } };
  app.get('/v1/anomalies', { schema }, () => ({ anomalies: [] }));
}
