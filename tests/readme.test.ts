import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { parse } from 'yaml';
import type { CliContext } from '../src/apps/cli/context.ts';
import { createProgram } from '../src/apps/cli/program.ts';
import { checkConfig } from '../src/apps/config/load.ts';
import { type Config, configSchema } from '../src/apps/config/schema.ts';
import { sensorConfig } from '../src/apps/config/sensors-schema.ts';
import { parseYaml } from '../src/apps/config/source.ts';
import { buildCatalogue, SENSOR_TYPE_NAMES } from '../src/sensors/index.ts';
import { anchors, codeBlocks, headingLevels, links, shellCommands } from './support/markdown.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const readme = read('README.md');
const french = read('README.fr.md');

const { scripts } = JSON.parse(read('package.json'));
const noContext = {} as CliContext;

/** Follows the names of commands, and asks that each flag is one of the command reached. */
function checkTraffeyere(args: readonly string[]): void {
  let command: Command = createProgram(noContext);
  for (const [i, argument] of args.entries()) {
    const inner = command.commands.find((candidate) => candidate.name() === argument);
    if (inner) command = inner;
    else if (argument.startsWith('-')) {
      const known = [...command.options.flatMap(({ long, short }) => [long, short]), '--help', '-h'];
      assert.ok(known.includes(argument), `${args.join(' ')}: ${command.name()} has no ${argument}`);
    } else {
      const takes = args[i - 1]?.startsWith('-') || command.registeredArguments.length > 0;
      assert.ok(takes, `${args.join(' ')}: ${command.name()} has no command ${argument}`);
    }
  }
}

/** `npm start`, `npm test`, `npm run …`: the script is there, and the product's own arguments are good. */
function checkNpm(args: readonly string[]): void {
  const [script, ...rest] = args.slice(args.findIndex((word) => word !== 'run' && word !== '-s'));
  assert.ok(script in scripts, `npm run ${script}: package.json has no such script`);
  const own = rest[0] === '--' ? rest.slice(1) : rest;
  if (script === 'traffeyere') checkTraffeyere(own);
  if (script === 'start') checkTraffeyere(['demo', ...own]);
}

/** Sources of the routes of each service, by its port. */
type Routes = ReadonlyMap<number, string>;

function checkCurl(args: readonly string[], services: Routes): void {
  const address = args.find((word) => word.startsWith('http'));
  assert.ok(address, `curl ${args.join(' ')}: no address`);
  const { port, pathname } = new URL(address);
  const routes = services.get(Number(port));
  assert.ok(routes !== undefined, `${address}: no service has this port`);
  const known = [...routes.matchAll(/'(\/[^']*)'/g)].map(
    ([, route]) => new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`),
  );
  assert.ok(
    known.some((route) => route.test(pathname)),
    `${pathname}: no route`,
  );
}

/** The checked configuration of a block, or undefined for one of Prometheus. */
function configurationOf(code: string): Config | undefined {
  if (!code.startsWith('scrape_configs:')) return checkConfig(parseYaml(code, 'README.md'), []);
  const [{ static_configs }] = parse(code).scrape_configs;
  const { host, port } = configSchema.parse({});
  assert.deepEqual(static_configs[0].targets, [`${host}:${port}`]);
  return undefined;
}

const blocks = codeBlocks(readme);
/** The configurations of the README, checked. */
function configurations(): Config[] {
  const yaml = blocks.filter(({ language }) => language === 'yaml');
  return yaml.flatMap(({ code }) => configurationOf(code) ?? []);
}

test('README: every command exists, with its flags', () => {
  const sources = (service: string) => globSync(`src/apps/${service}/routes/*.ts`, { cwd: ROOT }).map(read).join('');
  const { port, engine } = configSchema.parse({});
  const routes = new Map([
    [port, sources('generator')],
    [engine.port, sources('engine')],
  ]);
  const shell = blocks.filter(({ language }) => language === 'sh').map(({ code }) => code);
  const inline = [...readme.matchAll(/`(npm [^`]+)`/g)].map(([, command]) => command);
  const commands = [...shell, ...inline].flatMap(shellCommands);
  assert.ok(commands.length > 10);
  for (const [program, ...args] of commands) {
    if (program === 'npm') checkNpm(args);
    else if (program === 'curl') checkCurl(args, routes);
    else assert.fail(`${program}: expected npm or curl`);
  }
});

test('README: what is no command is seen', () => {
  assert.throws(() => checkNpm(['run', 'strat']), /no such script/);
  assert.throws(() => checkTraffeyere(['generate', '--sped', '2']), /has no --sped/);
  assert.throws(() => checkTraffeyere(['sensors', 'lits']), /has no command lits/);
  const routes = new Map([[8090, "'/v1/readings'"]]);
  assert.throws(() => checkCurl(['http://127.0.0.1:8090/v1/reading'], routes), /no route/);
  assert.throws(() => checkCurl(['http://127.0.0.1:8091/v1/readings'], routes), /no service/);
});

test('README: configurations are good and their sensors can be built', () => {
  const all = configurations();
  assert.ok(all.length >= 3);
  for (const { sensors, plant } of all) {
    const added = new Set(sensors.add.map(({ id }) => id));
    const built = buildCatalogue(sensorConfig(sensors, plant)).sensors.filter(({ id }) => added.has(id));
    assert.equal(built.length, added.size);
  }
});

test('README: JSON is JSON, code has a language that is checked', () => {
  for (const { language, code } of blocks) {
    assert.ok(['sh', 'yaml', 'json'].includes(language), `a block of ${language || 'no language'}`);
    if (language === 'json') JSON.parse(code);
  }
  for (const [, json] of readme.matchAll(/ -d '([^']*)'/g)) JSON.parse(json);
});

test('README: metrics and sensors are those of the catalogue', () => {
  const types = [...SENSOR_TYPE_NAMES, ...configurations().flatMap(({ sensors }) => Object.keys(sensors.types))];
  for (const [name, type] of readme.matchAll(/station_traffeyere_(\w+)_current/g)) {
    assert.ok((types as string[]).includes(type), name);
  }
  const ids = buildCatalogue().sensors.map(({ id }) => id);
  for (const [, id] of readme.matchAll(/sensor_id="([^"]+)"/g)) assert.ok(ids.includes(id), id);
});

test('the French README has the same headings, code and links', () => {
  assert.deepEqual(headingLevels(french), headingLevels(readme));
  assert.deepEqual(codeBlocks(french), blocks);
  const target = (link: string): string => link.replace('.fr.', '.en.').replace('README.en.md', 'README.md');
  const others = (page: string): string[] =>
    links(page)
      .map(target)
      .filter((link) => link !== 'README.md')
      .sort();
  assert.deepEqual(others(french), others(readme));
});

test('README: the deviations from the benchmark are those of docs/plant-bsm1.md', () => {
  const table = /\n\|---\|---\|---\|\n((?:\|.*\n)+)/;
  const measured = read('docs/plant-bsm1.md');
  for (const page of [readme, french]) {
    const rows = table.exec(page)?.[1] ?? '';
    const figures = [...rows.matchAll(/\d+[.,]\d+ (?:%|g)/g)].map(([figure]) => figure.replace(',', '.'));
    assert.ok(figures.length >= 10);
    for (const figure of figures) assert.match(measured, new RegExp(`(?<![\\d.])${RegExp.escape(figure)}`), figure);
  }
});

const pages = [
  'README.md',
  'README.fr.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...globSync('{docs,data}/**/*.md', { cwd: ROOT }),
];

test('links on all pages lead somewhere', () => {
  for (const page of pages) {
    for (const link of links(read(page))) {
      const [path, anchor] = link.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      assert.ok(existsSync(join(ROOT, file)), `${page}: ${link} leads nowhere`);
      if (anchor === undefined || !file.endsWith('.md')) continue;
      assert.ok(anchors(read(file)).has(anchor), `${page}: ${file} has no heading #${anchor}`);
    }
  }
});

test('docs/README.md names every page once', () => {
  const expected = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const named = links(read('docs/README.md')).filter((link) => !link.startsWith('..') && !link.includes('/'));
  assert.deepEqual(named.sort(), expected.sort());
});

test('docs/decisions/README.md names every decision once', () => {
  const expected = readdirSync(join(ROOT, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
  assert.deepEqual(links(read('docs/decisions/README.md')).sort(), expected.sort());
});
