/** `/v1/station`: what this station is, how it is doing, a few truths. `/v1/compliance`: the whole report. */

import { z } from 'zod';
import { TICK_MS } from '../../../core/time.ts';
import { tapUnit } from '../../../plant/taps.ts';
import type { Config } from '../../config/schema.ts';
import type { HttpServer } from '../../http/server.ts';
import { VERSION } from '../../version.ts';
import { stationSchema } from '../answers.ts';
import type { Station } from '../station.ts';

const KEY_TAPS = [
  'rain.intensity',
  'air.temperature',
  'influent.Q',
  'influent.T',
  'influent.COD',
  'influent.TN',
  'reactor5.S_O',
  'clarifier.blanket',
  'outlet.Q',
  'outlet.COD',
  'outlet.BOD5',
  'outlet.TSS',
  'outlet.S_NH',
  'outlet.TN',
  'outlet.TP',
  'plant.power',
];

export function stationRoutes(app: HttpServer, station: Station): void {
  const summary = 'The station: clock, speed, stages, key truths, compliance';
  app.get('/v1/station', { schema: { tags: ['station'], summary, response: { 200: stationSchema } } }, () =>
    describeStation(station),
  );
  app.get(
    '/v1/compliance',
    { schema: { tags: ['station'], summary: 'The compliance report', response: { 200: z.unknown() } } },
    () => station.compliance.monitor.report(),
  );
}

function describeStation(station: Station): z.input<typeof stationSchema> {
  const { simulation, config, runner, compliance } = station;
  const status = runner.status();
  const time = station.latest()?.time;
  const report = compliance.monitor.report();
  return {
    name: 'Station Traffeyère',
    version: VERSION,
    run: station.run,
    seed: config.seed,
    clock: {
      tick_s: TICK_MS / 1_000,
      start: new Date(simulation.startTime).toISOString(),
      time: time === undefined ? null : new Date(time).toISOString(),
      frames: status.frames,
    },
    speed: {
      wanted: status.speedWanted,
      achieved: status.speedAchieved ?? null,
      late_s: status.lateMs / 1_000,
      dropped_s: status.droppedMs / 1_000,
    },
    model: describeModel(config),
    sensors: { total: simulation.sensors.length, up: simulation.sensors.filter((_, i) => runner.isRunning(i)).length },
    stages: countStages(station),
    truth: KEY_TAPS.map((tap) => ({ tap, unit: tapUnit(tap) ?? '', value: finite(simulation.truth(tap)) })),
    compliance: {
      regulation: report.regulation,
      score: report.score,
      compliant: report.compliant,
      efficiency: compliance.efficiency(),
    },
  };
}

/** What it takes to run the same station again, but for its seed and start. */
function describeModel({ plant, influent, weather, sensors, warmup_days }: Config): Record<string, unknown> {
  return { plant, influent, weather, sensors, warmup_days };
}

/** In the order of flow, which is that of the catalogue. */
function countStages({ simulation }: Station): { process_stage: string; sensors: number }[] {
  const counts = new Map<string, number>();
  for (const { stage } of simulation.sensors) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  return [...counts].map(([process_stage, sensors]) => ({ process_stage, sensors }));
}

/** JSON has no NaN. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
