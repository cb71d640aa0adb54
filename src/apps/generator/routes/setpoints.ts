/** `/v1/setpoints`: what the operator may turn while the plant runs. */

import { z } from 'zod';
import { ConfigError, type Fault } from '../../../core/errors.ts';
import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { expectOneOf } from '../../schema/expect-one-of.ts';
import { setpointSchema, setpointsSchema } from '../answers.ts';
import type { Station } from '../station.ts';

const tags = ['set-points'];
const errors = { 400: problemSchema, 404: problemSchema };

export function setpointRoutes(app: HttpServer, { simulation }: Station): void {
  app.get('/v1/setpoints', { schema: { tags, summary: 'All set-points', response: { 200: setpointsSchema } } }, () => ({
    setpoints: simulation.setpoints(),
  }));

  app.put(
    '/v1/setpoints/:name',
    {
      schema: {
        tags,
        summary: 'Changes one set-point, from the next simulated minute on',
        params: z.strictObject({ name: z.string() }),
        body: z.strictObject({ value: z.number() }),
        response: { 200: setpointSchema, ...errors },
      },
    },
    (request) => {
      const { name } = request.params;
      const { value } = request.body;
      const setpoint = simulation.setpoints().find((candidate) => candidate.name === name);
      if (setpoint === undefined) throw new HttpProblem(404, `There is no set-point ${name}.`);
      simulation.setSetpoint(name, value);
      request.log.info({ name, value }, 'set-point changed');
      return { ...setpoint, value };
    },
  );

  app.patch(
    '/v1/setpoints',
    {
      schema: {
        tags,
        summary: 'Changes several set-points, all or none',
        body: z.record(z.string(), z.number()),
        response: { 200: setpointsSchema, ...errors },
      },
    },
    (request) => {
      const setpoints = simulation.setpoints();
      const faults = Object.entries(request.body).flatMap(([name, value]): Fault[] => {
        const setpoint = setpoints.find((candidate) => candidate.name === name);
        if (setpoint === undefined) {
          const expected = expectOneOf(
            name,
            setpoints.map((candidate) => candidate.name),
          );
          return [{ where: 'body', got: name, expected }];
        }
        const { min, max, unit } = setpoint;
        if (value >= min && value <= max) return [];
        return [{ where: `body.${name}`, got: value, expected: `a number from ${min} to ${max} ${unit}` }];
      });
      if (faults.length > 0) throw new ConfigError(faults);
      for (const [name, value] of Object.entries(request.body)) simulation.setSetpoint(name, value);
      request.log.info(request.body, 'set-points changed');
      return {
        setpoints: setpoints.map((setpoint) => ({ ...setpoint, value: request.body[setpoint.name] ?? setpoint.value })),
      };
    },
  );
}
