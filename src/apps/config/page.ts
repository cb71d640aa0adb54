/** The documentation page of the configuration, made from the schema. */

import { describeSchema, isSection, leaves, type Schema } from '../schema/json-schema.ts';
import { variableOf } from './environment.ts';
import { sampleConfig } from './sample.ts';
import { configJsonSchema } from './schema.ts';

const HEAD = `# Configuration

One YAML file, given by \`--config FILE\` or the environment variable \`TRAFFEYERE_CONFIG\`. Every key may be left out.
A flag goes before an environment variable, that before the file, that before the default. Unknown keys, values out
of range and broken YAML are refused with file, line, column, what was found and what was expected (exit code 2).

- \`traffeyere config sample\` prints the sample below, \`config schema\` a JSON Schema for editors,
  \`config check FILE\` checks a file.
- A file named in a configuration file lies beside that file; one named by a flag or a variable, in the working folder.
- Values of variables are read as YAML: \`TRAFFEYERE_SENSORS_REMOVE='[A-1, A-2]'\`. A variable that begins with
  \`TRAFFEYERE_\` and is no key's is refused too (in Kubernetes, set \`enableServiceLinks: false\` where a service is
  called \`traffeyere\`).

This page is made from the schema by \`npm run -s docs\`; do not edit it.
`;

export function configurationPage(): string {
  const root = configJsonSchema;
  const sections = Object.entries(root.properties ?? {}).filter(([, schema]) => isSection(schema));
  const top = {
    properties: Object.fromEntries(Object.entries(root.properties ?? {}).filter(([, s]) => !isSection(s))),
  };
  return [
    HEAD,
    '## Keys\n',
    table(top, []),
    ...sections.map(([key, schema]) => `### ${key}\n\n${schema.description}\n\n${table(schema, [key])}`),
    `## Sample\n\n\`\`\`yaml\n${sampleConfig()}\`\`\`\n`,
  ].join('\n');
}

function table(schema: Schema, path: readonly string[]): string {
  const rows = leaves(schema, path).map(
    ({ path: full, schema: leaf }) =>
      `| \`${full.join('.')}\` | ${cell(describeSchema(leaf))} | ${leaf.default === undefined ? '' : `\`${JSON.stringify(leaf.default)}\``} | ${cell(leaf.description ?? '')} | \`${variableOf(full)}\` |`,
  );
  return ['| key | takes | default | meaning | variable |', '|-|-|-|-|-|', ...rows, ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
