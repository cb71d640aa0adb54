/** The page and the text of the same figures: whole, without holes, and the same again from the stored figures. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeResults } from '../../pipeline/quality/summary.fake.ts';
import { summarize } from '../../pipeline/quality/summary.ts';
import { describeMachine } from '../bench/machine.ts';
import { type QualityDocument, qualityPage } from './page.ts';
import { formatQuality } from './tables.ts';

const document: QualityDocument = {
  command: 'node scripts/docs-quality.ts --seeds 1,2',
  machine: describeMachine(),
  learnDays: 7,
  probability: 0.02,
  seconds: 90,
  summary: summarize(fakeResults()),
  longer: { learnDays: 120, summary: summarize(fakeResults()) },
};

test('every figure is a number or a dash', () => {
  for (const text of [qualityPage(document), formatQuality(document.summary)]) {
    assert.doesNotMatch(text, /NaN|undefined|null|Infinity/);
  }
});

test('what longer learning gives stands beside it', () => {
  assert.match(qualityPage(document), /\| figure \| 7 days \| 120 days \| 95 % \|/);
  assert.match(qualityPage(document), /\| events found: sensor_fault \| 50\.0 % \| 50\.0 % \|/);
  assert.doesNotMatch(qualityPage({ ...document, longer: undefined }), /After longer learning/);
});

test('the weak spot is named', () => {
  assert.match(
    qualityPage(document),
    /- \*\*stuck\*\* \(sensor_fault\): 1 of 2 found, 45\.0 % of its readings flagged/,
  );
});

test('the stored figures give the same page', () => {
  const stored = JSON.stringify(document);
  const read = JSON.parse(stored, (_, value) => (value === null ? Number.NaN : value)) as QualityDocument;
  assert.equal(qualityPage(read), qualityPage(document));
});
