/** Flags that are keys of the configuration, under the names of the contract. */

import type { Command } from 'commander';
import { flagOverride, loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { Override } from '../config/source.ts';
import type { CliContext } from './context.ts';

export interface ConfigFlag {
  readonly placeholder: string;
  readonly help: string;
  readonly path: readonly string[];
}

const CONFIG_FLAGS = {
  port: { placeholder: 'N', help: 'port to listen on; 0 takes any free one (default 8090)', path: ['port'] },
  host: { placeholder: 'ADDRESS', help: 'address to listen on (default 127.0.0.1)', path: ['host'] },
  seed: { placeholder: 'N', help: 'the same seed gives the same readings (default 1)', path: ['seed'] },
  speed: { placeholder: 'FACTOR', help: 'simulated seconds a second, or max (default 1)', path: ['speed'] },
  start: {
    placeholder: 'TIME',
    help: 'simulated time of the first reading: now, 2026-01-31, 2026-01-31T06:00:00Z',
    path: ['start'],
  },
  weather: { placeholder: 'FILE', help: 'a record of rain and air temperature', path: ['weather', 'file'] },
  influent: {
    placeholder: 'FILE',
    help: 'a record of flow, rain and air temperature, or a benchmark influent',
    path: ['influent', 'file'],
  },
  scenario: {
    placeholder: 'SCENARIO',
    help: 'a story that happens: a name that scenario list shows, or a file (YAML)',
    path: ['scenario'],
  },
  'anomaly-probability': {
    placeholder: 'SHARE',
    help: 'share of readings that are anomalous by chance (default 0.02; 0 with a scenario)',
    path: ['anomaly_probability'],
  },
} as const satisfies Record<string, ConfigFlag>;
export type ConfigFlagName = keyof typeof CONFIG_FLAGS;

/** Flags that only some commands have; one of the same name as a common one takes its place. */
export type OwnFlags = Readonly<Record<string, ConfigFlag>>;

/** Adds `--config` and the flags; their text goes unchecked to the configuration, which knows what it takes. */
export function addConfigFlags(command: Command, names: readonly ConfigFlagName[], own: OwnFlags = {}): Command {
  command.option('--config <FILE>', 'configuration file (YAML); flags go before it');
  const flags = [...names.map((name) => [name, CONFIG_FLAGS[name]] as const), ...Object.entries(own)];
  for (const [name, { placeholder, help }] of flags) {
    command.option(`--${name} <${placeholder}>`, help);
  }
  return command;
}

/** @throws ConfigError */
export function configOf(options: Readonly<Record<string, unknown>>, context: CliContext, own: OwnFlags = {}): Config {
  const flags = Object.entries({ ...CONFIG_FLAGS, ...own }).flatMap(([name, { path }]): Override[] => {
    const text = options[optionName(name)];
    return typeof text === 'string' ? [flagOverride(`--${name}`, path, text)] : [];
  });
  return loadConfig({ file: options.config as string | undefined, env: context.env, flags });
}

/** The name under which the parser of flags tells the value of one: `anomaly-probability` as `anomalyProbability`. */
function optionName(flag: string): string {
  return flag.replaceAll(/-[a-z]/g, (letter) => letter[1].toUpperCase());
}
