/** Isolation forests: grown, stored, scored, explained and certified. */

export { type Certificate, certify } from './certify.ts';
export { type ForestDocument, loadForest, saveForest } from './document.ts';
export { type ForestOptions, fitForest } from './fit.ts';
export { averagePathLength, expectedPathLength, type Forest } from './forest.ts';
export { forestFromGolden } from './golden.ts';
export { PathDependentExplainer, type PathDependentOptions } from './path-dependent.ts';
export { ReferenceExplainer } from './reference.ts';
export { meanPathLength, scoreForest, scoreOfPath } from './score.ts';
