/** Isolation forests: grown, stored, scored, explained and certified. */

export { type ForestDocument, loadForest, saveForest } from './document.ts';
export { type ForestOptions, fitForest } from './fit.ts';
export { averagePathLength, expectedPathLength, type Forest } from './forest.ts';
export { forestFromGolden } from './golden.ts';
export { meanPathLength, scoreForest, scoreOfPath } from './score.ts';
