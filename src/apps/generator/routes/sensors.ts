/** `/v1/sensors` and `/v1/readings`: the catalogue and the newest reading of each of its sensors. */

import { z } from 'zod';
import { ConfigError } from '../../../core/errors.ts';
import { QUALITY_NAMES } from '../../../core/frame.ts';
import { HttpProblem, problemSchema } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { expectOneOf } from '../../schema/expect-one-of.ts';
import { readingsSchema, sensorSchema, sensorsSchema } from '../answers.ts';
import type { Station } from '../station.ts';

const filterSchema = z.strictObject({
  stage: z.string().optional().describe('Only sensors of this process stage.'),
  type: z.string().optional().describe('Only sensors of this type.'),
  sensor_id: z.string().optional().describe('Only this sensor.'),
});
type Filter = z.output<typeof filterSchema>;

const tags = ['sensors'];

export function sensorRoutes(app: HttpServer, station: Station): void {
  const { sensors } = station.simulation;

  app.get(
    '/v1/sensors',
    {
      schema: {
        tags,
        summary: 'The catalogue',
        querystring: filterSchema,
        response: { 200: sensorsSchema, 400: problemSchema },
      },
    },
    (request) => ({ sensors: select(station, request.query).map((i) => describeSensor(station, i)) }),
  );

  app.get(
    '/v1/readings',
    {
      schema: {
        tags,
        summary: 'The newest reading of every sensor',
        querystring: filterSchema,
        response: { 200: readingsSchema, 400: problemSchema, 503: problemSchema },
      },
    },
    (request) => {
      const frame = station.latest();
      if (frame === undefined) throw new HttpProblem(503, 'No frame yet.');
      const readings = select(station, request.query).map((i) => ({
        sensor_id: sensors[i].id,
        type: sensors[i].type,
        process_stage: sensors[i].stage,
        unit: sensors[i].unit,
        value: Number.isFinite(frame.values[i]) ? frame.values[i] : null,
        quality: QUALITY_NAMES[frame.quality[i]],
      }));
      return { seq: frame.seq, time: new Date(frame.time).toISOString(), readings };
    },
  );

  app.put(
    '/v1/sensors/:sensor_id/running',
    {
      schema: {
        tags,
        summary: 'Stops or starts an instrument: the series of a stopped one goes stale',
        params: z.strictObject({ sensor_id: z.string() }),
        body: z.strictObject({ running: z.boolean() }),
        response: { 200: sensorSchema, 400: problemSchema, 404: problemSchema },
      },
    },
    (request) => {
      const { sensor_id } = request.params;
      const place = station.placeOf(sensor_id);
      if (place === undefined) throw new HttpProblem(404, `There is no sensor ${sensor_id}.`);
      station.runner.setRunning(place, request.body.running);
      request.log.info({ sensor_id, running: request.body.running }, 'instrument switched');
      return describeSensor(station, place);
    },
  );
}

/** Places of the sensors that pass; a filter that no sensor could pass is a mistake and told as one. */
function select({ simulation }: Station, { stage, type, sensor_id }: Filter): number[] {
  const { sensors } = simulation;
  const check = (name: string, wanted: string | undefined, known: readonly string[]): void => {
    if (wanted === undefined || known.includes(wanted)) return;
    throw new ConfigError({ where: `query.${name}`, got: wanted, expected: expectOneOf(wanted, [...new Set(known)]) });
  };
  check(
    'stage',
    stage,
    sensors.map((sensor) => sensor.stage),
  );
  check(
    'type',
    type,
    sensors.map((sensor) => sensor.type),
  );
  check(
    'sensor_id',
    sensor_id,
    sensors.map((sensor) => sensor.id),
  );
  return sensors.flatMap((sensor, i) =>
    (stage ?? sensor.stage) === sensor.stage &&
    (type ?? sensor.type) === sensor.type &&
    (sensor_id ?? sensor.id) === sensor.id
      ? [i]
      : [],
  );
}

function describeSensor({ simulation, runner }: Station, place: number): z.input<typeof sensorSchema> {
  const { id, type, stage, location, tap, unit, range } = simulation.sensors[place];
  return {
    sensor_id: id,
    type,
    process_stage: stage,
    location,
    tap,
    unit,
    range: [range[0], range[1]],
    running: runner.isRunning(place),
  };
}
