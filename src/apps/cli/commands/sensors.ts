/** `sensors list`: the instruments of a configuration. */

import type { Command } from 'commander';
import { addConfigFlags, configOf } from '../config-flags.ts';
import { CheckFailed, type CliContext } from '../context.ts';
import { formatTable } from '../table.ts';

interface ListFlags {
  readonly stage?: string;
  readonly type?: string;
  readonly json?: true;
}

export function addSensors(program: Command, context: CliContext): void {
  const sensors = program.command('sensors').description('The instruments of the station.');
  const list = sensors
    .command('list')
    .description('Lists the instruments: the catalogue, with what the configuration adds and takes out.')
    .option('--stage <STAGE>', 'only those of a process stage')
    .option('--type <TYPE>', 'only those of a type')
    .option('--json', 'print JSON');
  addConfigFlags(list, []).action((options) => run(options, context));
}

async function run(options: ListFlags & Readonly<Record<string, unknown>>, context: CliContext): Promise<void> {
  const [{ buildCatalogue }, { sensorConfig }] = await Promise.all([
    import('../../../sensors/build.ts'),
    import('../../config/sensors-schema.ts'),
  ]);
  const config = configOf(options, context);
  const { sensors } = buildCatalogue(sensorConfig(config.sensors, config.plant));
  const chosen = sensors.filter(
    ({ stage, type }) => (options.stage ?? stage) === stage && (options.type ?? type) === type,
  );
  if (options.json) {
    const rows = chosen.map(({ id, type, stage, location, tap, unit, range, class: className }) => ({
      sensor_id: id,
      type,
      process_stage: stage,
      location,
      tap,
      unit,
      range,
      class: className,
    }));
    context.out(`${JSON.stringify(rows)}\n`);
  } else if (chosen.length > 0) {
    const rows = chosen.map(({ id, type, stage, unit, range, location }) => [
      id,
      type,
      stage,
      range.join(' … '),
      unit,
      location,
    ]);
    context.out(formatTable(['sensor', 'type', 'stage', 'range', 'unit', 'location'], rows));
  }
  if (chosen.length === 0) throw new CheckFailed('no sensor is of that stage and type');
}
