/** Where a configuration value came from, so that an error can name the place: a YAML node, a flag, a variable. */

import { isCollection, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { ConfigError, type Fault } from '../../core/errors.ts';
import type { Path } from '../schema/json-schema.ts';

/** A value that overrides the file's: from a flag or an environment variable. */
export interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
  /** What the user typed it as: `--port`, `environment variable TRAFFEYERE_PORT`. */
  readonly origin: string;
}

export interface ConfigFile {
  readonly value: unknown;
  /** The name, line and column of the value at `path`, or of the nearest thing around it. */
  place(path: Path): string;
  /** The same of the key itself, not of its value. */
  placeOfKey(path: Path, key: string): string;
}

/** Aliases (`*name`) that one file may expand to: beyond it a few lines grow without end. */
const MOST_ALIASES = 100;

/** @throws ConfigError with line and column where the text is not one sound YAML document */
export function parseYaml(text: string, fileName: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${fileName}:${line}:${col}`;
  };
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    throw new ConfigError(
      problems.map(({ pos, message }): Fault => ({ where: at(pos[0]), got: message, expected: 'valid YAML' })),
    );
  }

  const nodeAt = (path: Path): Node | undefined => {
    let node: unknown = document.contents;
    for (const key of path) {
      const inner: unknown = isCollection(node) ? node.get(key, true) : undefined;
      if (inner === undefined || inner === null) break;
      node = inner;
    }
    return (node as Node | null) ?? undefined;
  };
  return {
    value: expand(document, fileName) ?? {},
    place: (path) => at(nodeAt(path)?.range?.[0] ?? 0),
    placeOfKey(path, key) {
      const node = nodeAt(path);
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : null;
      return at((isScalar(pair?.key) ? pair.key.range?.[0] : node?.range?.[0]) ?? 0);
    },
  };
}

function expand(document: ReturnType<typeof parseDocument>, fileName: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    const expected = `aliases that lead to at most ${MOST_ALIASES} values`;
    throw new ConfigError({ where: fileName, got: (error as Error).message, expected }, { cause: error });
  }
}
