/** Grows an isolation forest as scikit-learn 1.9 does: `ExtraTreeRegressor` with one random split a node. */

import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { assembleForest, type Forest, heightLimit, LEAF } from './forest.ts';

export interface ForestOptions {
  /** Default 50. */
  readonly trees?: number;
  /** Rows each tree is grown on, drawn without replacement, 2 to all; default 256 or all if there are fewer. */
  readonly sampleSize?: number;
  /** Share of the features that each tree may split, over 0 to 1; at least one feature. Default 1. */
  readonly maxFeatures?: number;
  readonly seed: number | string;
}

/** A feature whose values differ by no more than this is constant (`FEATURE_THRESHOLD` of scikit-learn). */
const CONSTANT = 1e-7;

/**
 * @param rows n × d values, row after row; finite as float32
 * @param n training rows, 2 or more
 * @param d features, 1 or more
 * @throws {ConfigError} for rows or options that cannot be used
 */
export function fitForest(rows: Float64Array, n: number, d: number, options: ForestOptions): Forest {
  const { trees = 50, sampleSize = Math.min(256, n), maxFeatures = 1, seed } = options;
  expectWhole('rows', n, 2, Number.POSITIVE_INFINITY);
  expectWhole('features', d, 1, Number.POSITIVE_INFINITY);
  expectWhole('trees', trees, 1, Number.POSITIVE_INFINITY);
  expectWhole('sampleSize', sampleSize, 2, n);
  if (!(maxFeatures > 0 && maxFeatures <= 1)) throw fault('maxFeatures', maxFeatures, 'a share, over 0 to 1');
  expectValues(rows, n, d);

  const mostNodes = trees * (2 * sampleSize - 1);
  const grower = new TreeGrower(sampleSize, d, mostNodes);
  const treeFeatures = Math.max(1, Math.floor(maxFeatures * d));
  for (let t = 0; t < trees; t++) grower.grow(rows, n, treeFeatures, new RandomStream(seed, `forest/tree-${t}`));
  return grower.finish();
}

class TreeGrower {
  readonly #sampleSize: number;
  readonly #features: number;
  readonly #limit: number;
  readonly #feature: Int32Array;
  readonly #threshold: Float64Array;
  readonly #samples: Int32Array;
  #nodes = 0;
  /** The values of the rows of this tree, as float32, and the order in which the nodes have sorted them. */
  readonly #values: Float32Array;
  readonly #order: Int32Array;
  /** Features of this tree; those that a node and all below it can still split come first. */
  readonly #candidates: Int32Array;
  #random = new RandomStream(0, '');

  constructor(sampleSize: number, features: number, mostNodes: number) {
    this.#sampleSize = sampleSize;
    this.#features = features;
    this.#limit = heightLimit(sampleSize);
    this.#feature = new Int32Array(mostNodes);
    this.#threshold = new Float64Array(mostNodes);
    this.#samples = new Int32Array(mostNodes);
    this.#values = new Float32Array(sampleSize * features);
    this.#order = new Int32Array(sampleSize);
    this.#candidates = new Int32Array(features);
  }

  grow(rows: Float64Array, n: number, treeFeatures: number, random: RandomStream): void {
    this.#random = random;
    const d = this.#features;
    const drawn = new Int32Array(n);
    shuffle(drawn, this.#sampleSize, random);
    for (let i = 0; i < this.#sampleSize; i++) {
      for (let f = 0; f < d; f++) this.#values[i * d + f] = rows[drawn[i] * d + f];
      this.#order[i] = i;
    }
    shuffle(this.#candidates, treeFeatures, random);
    this.#growNode(0, this.#sampleSize, treeFeatures, 0);
  }

  finish(): Forest {
    return assembleForest({
      features: this.#features,
      sampleSize: this.#sampleSize,
      feature: this.#feature.slice(0, this.#nodes),
      threshold: this.#threshold.slice(0, this.#nodes),
      samples: this.#samples.slice(0, this.#nodes),
    });
  }

  /** The node of rows `from … to − 1` of the order, and all below it; `live` candidates may still vary among them. */
  #growNode(from: number, to: number, live: number, depth: number): void {
    const node = this.#nodes++;
    this.#samples[node] = to - from;
    this.#feature[node] = LEAF;
    if (depth === this.#limit || to - from < 2) return;
    const candidates = this.#candidates;
    let varying = live;
    while (varying > 0) {
      const drawn = Math.floor(this.#random.uniform() * varying);
      const feature = candidates[drawn];
      const middle = this.#split(node, feature, from, to);
      if (middle > from) {
        this.#growNode(from, middle, varying, depth + 1);
        this.#growNode(middle, to, varying, depth + 1);
        return;
      }
      varying--;
      candidates[drawn] = candidates[varying];
      candidates[varying] = feature;
    }
  }

  /** Splits the rows at a random value of a feature: the first row that goes right, `from` if the feature is constant. */
  #split(node: number, feature: number, from: number, to: number): number {
    const order = this.#order;
    const values = this.#values;
    const d = this.#features;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const value = values[order[i] * d + feature];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high <= low + CONSTANT) return from;
    const drawn = low + this.#random.uniform() * (high - low);
    const threshold = drawn < high ? drawn : low;
    this.#feature[node] = feature;
    this.#threshold[node] = threshold;
    let middle = from;
    for (let i = from; i < to; i++) {
      const row = order[i];
      if (values[row * d + feature] > threshold) continue;
      order[i] = order[middle];
      order[middle++] = row;
    }
    return middle;
  }
}

/** Fills an array with 0, 1, 2, … of which the first `count` are drawn at random (Fisher & Yates, stopped early). */
function shuffle(numbers: Int32Array, count: number, random: RandomStream): void {
  for (let i = 0; i < numbers.length; i++) numbers[i] = i;
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random.uniform() * (numbers.length - i));
    const number = numbers[j];
    numbers[j] = numbers[i];
    numbers[i] = number;
  }
}

function expectValues(rows: Float64Array, n: number, d: number): void {
  if (rows.length !== n * d) throw fault('rows', `${rows.length} values`, `${n} rows × ${d} features = ${n * d}`);
  for (let i = 0; i < rows.length; i++) {
    if (Number.isFinite(Math.fround(rows[i]))) continue;
    throw fault(`rows[${Math.floor(i / d)}], feature ${i % d}`, rows[i], 'a number that float32 can hold');
  }
}

function expectWhole(where: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = Number.isFinite(most) ? `${least} to ${most}` : `${least} or more`;
  throw fault(where, value, `a whole number, ${range}`);
}

function fault(where: string, got: unknown, expected: string): ConfigError {
  return new ConfigError({ where: `forest: ${where}`, got, expected });
}
