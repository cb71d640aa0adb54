import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvidenceItem } from './events.ts';
import { explain } from './sentences.ts';

const ITEM: EvidenceItem = {
  statistic: 'mean_36',
  channel: 'BIO-O2-05',
  unit: 'mg/L',
  value: 40,
  limit: 20,
  reading: 2.31049,
  expected: 1.8,
};

test('one sentence says what is read, what was expected, what else does not fit and what it probably is', () => {
  const others = ['A', 'B', 'C', 'D', 'E'].map((channel) => ({ ...ITEM, channel }));
  assert.deepEqual(explain([ITEM, ...others], 'sensor_drift'), {
    en: 'BIO-O2-05 reads 2.31 mg/L where related sensors say 1.8 mg/L, with A, B, C and 2 more: probably a sensor drift.',
    fr: 'BIO-O2-05 indique 2.31 mg/L alors que les capteurs liés donnent 1.8 mg/L, avec A, B, C et 2 autres ; probablement : dérive capteur.',
  });
});

test('every statistic has words in both languages, and a cause may be unknown', () => {
  for (const statistic of ['jump', 'mean_6', 'mean_1296', 'noisy', 'quiet', 'flat', 'missing', 'range', 'changed']) {
    const { en, fr } = explain([{ ...ITEM, statistic, reading: Number.NaN }], 'unknown');
    assert.match(en, /^BIO-O2-05 .+: cause unknown\.$/, statistic);
    assert.match(fr, /^BIO-O2-05 .+ ; cause inconnue\.$/, statistic);
    assert.doesNotMatch(`${en} ${fr}`, /[{}]/, statistic);
  }
});

test('units are those that people write, and unknown ones stand as they are', () => {
  const said = (unit: string) => explain([{ ...ITEM, statistic: 'flat', reading: 5, unit }], 'unknown').en;
  assert.equal(said('[ppm]'), 'BIO-O2-05 stands still at 5 ppm: cause unknown.');
  assert.equal(said('1'), 'BIO-O2-05 stands still at 5: cause unknown.');
  assert.equal(said('bags'), 'BIO-O2-05 stands still at 5 bags: cause unknown.');
});
