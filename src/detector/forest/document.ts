/** A forest as a JSON document with a version and a hash over its content, and back. */

import { createHash } from 'node:crypto';
import { ConfigError } from '../../core/errors.ts';
import { expectNumbers, expectRecord, expectWhole, expectWholeNumbers } from './checks.ts';
import { assembleForest, type Forest, type ForestColumns } from './forest.ts';

export const FOREST_FORMAT = 'traffeyere-forest/1';

export interface ForestDocument {
  readonly format: typeof FOREST_FORMAT;
  /** SHA-256 of the JSON text of all that follows, hexadecimal. */
  readonly sha256: string;
  readonly features: number;
  readonly sampleSize: number;
  /** Nodes of all trees in preorder, as in `ForestColumns`. */
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly samples: readonly number[];
}

export function saveForest({ features, sampleSize, feature, threshold, samples }: ForestColumns): ForestDocument {
  const content = {
    features,
    sampleSize,
    feature: Array.from(feature),
    threshold: Array.from(threshold),
    samples: Array.from(samples),
  };
  return { format: FOREST_FORMAT, sha256: hash(content), ...content };
}

/**
 * @param document what `saveForest` gave, as parsed from JSON
 * @param where how errors call the document, for example `model.json: areas[2].forest`
 * @throws {ConfigError} for an unknown format or version, and for content that was changed or is damaged
 */
export function loadForest(document: unknown, where = 'forest'): Forest {
  const fields = expectRecord(document, where);
  if (fields.format !== FOREST_FORMAT) {
    throw new ConfigError({ where: `${where}.format`, got: fields.format, expected: JSON.stringify(FOREST_FORMAT) });
  }
  const content = {
    features: expectWhole(fields.features, 1, `${where}.features`),
    sampleSize: expectWhole(fields.sampleSize, 2, `${where}.sampleSize`),
    feature: expectWholeNumbers(fields.feature, `${where}.feature`),
    threshold: expectNumbers(fields.threshold, `${where}.threshold`),
    samples: expectWholeNumbers(fields.samples, `${where}.samples`),
  };
  for (const column of ['threshold', 'samples'] as const) {
    if (content[column].length === content.feature.length) continue;
    const expected = `${content.feature.length}, one a node`;
    throw new ConfigError({ where: `${where}.${column}`, got: `${content[column].length} numbers`, expected });
  }
  const sha256 = hash(content);
  if (fields.sha256 !== sha256) {
    const expected = `${sha256}, that of the content (was it changed?)`;
    throw new ConfigError({ where: `${where}.sha256`, got: fields.sha256, expected });
  }
  const columns = {
    ...content,
    feature: Int32Array.from(content.feature),
    threshold: Float64Array.from(content.threshold),
    samples: Int32Array.from(content.samples),
  };
  return assembleForest(columns, where);
}

function hash(content: Omit<ForestDocument, 'format' | 'sha256'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
