/** What it costs to score one input with an isolation forest, and to say which features made the score. */

import { RandomStream } from '../../../core/random.ts';
import {
  type Forest,
  fitForest,
  PathDependentExplainer,
  ReferenceExplainer,
  scoreForest,
} from '../../../detector/forest/index.ts';
import { type Benchmark, consume, type Session, timed } from '../benchmark.ts';

const SEED = 1;
const TRAINING_ROWS = 4096;
/** Different inputs, so many that the processor cannot learn their ways by heart. */
const INPUTS = 8192;
/** Of the inputs, one in five is an outlier: about two of its features moved by so many standard deviations. */
const OUTLIER_EVERY = 5;
const SHIFT = 6;

const common = { unit: 'µs', group: 'detector', better: 'lower', runs: 100_000, warmUps: 20_000 } as const;

/** The product's own forests: one a process area, on the evidence of its sensors. */
const OWN = { features: 12, sampleSize: 64 };
/** The shape of scikit-learn's default, as in published figures. */
const golden = (features: number) => ({ features, sampleSize: 256 });

/** One prediction a run. `explain` figures hold the score too. */
export const DETECTOR_BENCHMARKS: readonly Benchmark[] = [
  { ...common, name: 'detector.score_us', setup: () => scoreSession(golden(24)) },
  { ...common, name: 'detector.explain_us', setup: () => explainSession(OWN) },
  { ...common, name: 'detector.explain_golden_d8_us', setup: () => explainSession(golden(8)) },
  { ...common, name: 'detector.explain_golden_d24_us', setup: () => explainSession(golden(24)) },
  { ...common, name: 'detector.explain_golden_d127_us', setup: () => explainSession(golden(127)) },
  { ...common, name: 'detector.explain_reference_us', setup: () => referenceSession(golden(24)) },
];

interface Shape {
  readonly features: number;
  readonly sampleSize: number;
}

function scoreSession(shape: Shape): Session {
  const { forest, inputs } = grow(shape);
  return eachInput(inputs, (x) => consume(scoreForest(forest, x)));
}

function explainSession(shape: Shape): Session {
  const { forest, inputs } = grow(shape);
  const explainer = new PathDependentExplainer(forest);
  const values = new Float64Array(shape.features);
  return eachInput(inputs, (x) => {
    consume(scoreForest(forest, x));
    explainer.explain(x, values);
    consume(values[0]);
  });
}

/** Against an input that has nothing to do with the one explained: what is expected lies nearer, and costs less. */
function referenceSession(shape: Shape): Session {
  const { forest, inputs } = grow(shape);
  const explainer = new ReferenceExplainer(forest);
  const values = new Float64Array(shape.features);
  return eachInput(inputs, (x, i) => {
    consume(scoreForest(forest, x));
    explainer.explain(x, inputs[(i + 1) % INPUTS], values);
    consume(values[0]);
  });
}

/** Microseconds of one piece of work after another, each on the next input. */
function eachInput(inputs: readonly Float64Array[], work: (x: Float64Array, i: number) => void): Session {
  let i = 0;
  return {
    run() {
      i = (i + 1) % INPUTS;
      return 1_000 * timed(() => work(inputs[i], i));
    },
  };
}

function grow({ features, sampleSize }: Shape): { forest: Forest; inputs: Float64Array[] } {
  const random = new RandomStream(SEED, 'bench/detector');
  const rows = factorRows(TRAINING_ROWS + INPUTS, features, random);
  const training = rows.slice(0, TRAINING_ROWS * features);
  const inputs = Array.from({ length: INPUTS }, (_, i) => {
    const start = (TRAINING_ROWS + i) * features;
    const x = rows.slice(start, start + features);
    if (i % OUTLIER_EVERY > 0) return x;
    return x.map((value) => (random.uniform() < 2 / features ? value + SHIFT : value));
  });
  return { forest: fitForest(training, TRAINING_ROWS, features, { seed: SEED, sampleSize }), inputs };
}

/** Correlated rows: Gaussian factors, a quarter as many as features, and as much noise again. */
function factorRows(count: number, features: number, random: RandomStream): Float64Array {
  const factors = Math.ceil(features / 4);
  const loadings = new Float64Array(features * factors);
  random.fillNormal(loadings, 0, loadings.length);
  const common = new Float64Array(factors);
  const rows = new Float64Array(count * features);
  random.fillNormal(rows, 0, rows.length);
  for (let i = 0; i < count; i++) {
    random.fillNormal(common, 0, factors);
    for (let f = 0; f < features; f++) {
      for (let k = 0; k < factors; k++) {
        rows[i * features + f] += (loadings[f * factors + k] * common[k]) / Math.sqrt(factors);
      }
    }
  }
  return rows;
}
