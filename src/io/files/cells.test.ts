import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { detectDelimiter, RowReader } from './cells.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function rowsOf(reader: RowReader): [line: number, ...cells: string[]][] {
  const rows: [number, ...string[]][] = [];
  while (reader.next()) rows.push([reader.line, ...Array.from({ length: reader.cells }, (_, i) => reader.text(i))]);
  return rows;
}

test('the delimiter is the one that cuts all rows alike', () => {
  assert.equal(detectDelimiter(encode('t;a;b\n1;2,5;3,5\n')), ';');
  assert.equal(detectDelimiter(encode('t;a\n1;2,5\n')), ';');
  assert.equal(detectDelimiter(encode('t,"Flow (m3/h; mean; raw)",b\n1,2,3\n')), ',');
  assert.equal(detectDelimiter(encode('t,Flow (m3/h; mean),b\n1,2,3\n')), ',');
  assert.equal(detectDelimiter(encode('t|a,x|b\n1|2|3\n')), '|');
  assert.equal(detectDelimiter(encode('t\ta\n1,5\t2,5\n')), '\t');
  assert.equal(detectDelimiter(encode('t;Flow, raw, m3/h, daily\n1;2,5\n2;3,5\n')), ';');
  assert.equal(detectDelimiter(encode('value\n1\n')), ',');
  assert.equal(detectDelimiter(encode('a;b;c\n1;2\n3;4;5\n')), ';');
});

test('a text in pieces has the rows of the whole', () => {
  const scrap = fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', '""', ' ', '12.5');
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
      const bytes = encode(parts.join(''));
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      const inPieces = new RowReader(pieces.shift() ?? bytes, ',', () => pieces.shift());
      const whole = new RowReader(bytes, ',');
      assert.deepEqual(rowsOf(inPieces), rowsOf(whole));
      assert.equal(inPieces.openQuote, whole.openQuote);
    }),
    { numRuns: 500 },
  );
});

test('cells of other encodings are read as such', () => {
  const reader = new RowReader(Uint8Array.of(68, 0xe9, 98, 105, 116), ';', undefined, 'windows-1252');
  assert.deepEqual(rowsOf(reader), [[1, 'Débit']]);
});
