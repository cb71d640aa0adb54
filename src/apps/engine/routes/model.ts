/** `/v1/model`: what the engine has learned, and the whole model to keep. */

import { z } from 'zod';
import { saveModel } from '../../../detector/index.ts';
import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { modelSchema } from '../answers.ts';
import { describeModel } from '../describe.ts';
import type { Engine } from '../engine.ts';

const contentTypes: Record<string, { readonly schema: z.ZodType }> = { 'application/json': { schema: modelSchema } };

export function modelRoutes(app: HttpServer, engine: Engine): void {
  app.get(
    '/v1/model',
    {
      schema: {
        tags: ['model'],
        summary: 'The model in use: version, hash, channels, what it learned from, settings, age',
        querystring: z.strictObject({
          full: z.enum(['0', '1']).optional().describe('1: the whole model, as a file that `--model` takes.'),
        }),
        response: {
          200: { description: 'What it is, or the model itself.', content: contentTypes },
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    ({ query }, reply) => {
      const { model, settings, modelOrigin, exposition } = engine;
      if (model === undefined) throw new HttpProblem(503, engine.notReady() ?? '');
      reply.header('etag', `"${model.hash}"`);
      if (query.full === '1') {
        reply.header('content-disposition', 'attachment; filename="model.json"').type('application/json');
        return reply.send(Buffer.from(saveModel(model)));
      }
      return reply.send(describeModel(model, settings, modelOrigin, exposition.modelAge()));
    },
  );
}
