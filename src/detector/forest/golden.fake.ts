/** For tests: the forests that scikit-learn grew and `shap` explained, where `../shared` is beside the repository. */

import { existsSync, readFileSync } from 'node:fs';
import type { Forest } from './forest.ts';
import { forestFromGolden } from './golden.ts';

const GOLDEN = new URL('../../../../shared/data/iforest/', import.meta.url);

/** For `test(name, { skip }, …)`: why tests against the golden files cannot run here, or false. */
export const skip = existsSync(GOLDEN) ? false : '../shared/data/iforest is not here';

export const GOLDEN_NAMES = [
  'tiny-d3-t5',
  'sub-d12-t20-mf50',
  'plant-d8-t50',
  'plant-d24-t50',
  'plant-d127-t50',
] as const;

/** What a golden file says besides its trees; see its README for the meaning. */
export interface Golden {
  readonly forest: Forest;
  readonly inputs: readonly Float64Array[];
  readonly scoreSamples: readonly number[];
  readonly meanPathLength: readonly number[];
  readonly cMaxSamples: number;
  readonly shapPathDependent: { readonly expectedValue: number; readonly values: readonly number[][] };
  readonly shapInterventional?: {
    readonly background: readonly number[][];
    readonly expectedValue: number;
    readonly exactValues: readonly number[][];
  };
}

export function goldenDocument(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, GOLDEN), 'utf8'));
}

export function readGolden(name: string): Golden {
  const document = goldenDocument(name) as unknown as Golden & { inputs: number[][] };
  const inputs = document.inputs.map((input) => Float64Array.from(input));
  return { ...document, inputs, forest: forestFromGolden(document) };
}
