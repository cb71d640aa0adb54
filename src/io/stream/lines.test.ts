import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineCutter } from './lines.ts';

function cut(longest: number) {
  const taken: (string | null)[] = [];
  const cutter = new LineCutter({ line: (text) => taken.push(text), tooLong: () => taken.push(null) }, longest);
  return { taken, cutter };
}

test('lines are the same however the bytes are cut into pieces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((line) => !line.includes('\n'))),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      (lines, sizes) => {
        const { taken, cutter } = cut(1_000);
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const piece = Buffer.from(bytes.subarray(at, at + sizes[i % sizes.length]));
          cutter.push(piece);
          at += piece.length;
          piece.fill(120);
        }
        assert.deepEqual(taken, lines);
      },
    ),
  );
});

test('a line that is too long is told and thrown away, the next is taken', () => {
  const { taken, cutter } = cut(10);
  cutter.push(Buffer.from('0123456789\n0123'));
  for (let i = 0; i < 1_000; i++) cutter.push(Buffer.from('0123456789'));
  cutter.push(Buffer.from('\nnext\n'));
  assert.deepEqual(taken, ['0123456789', null, 'next']);
});

test('empty lines are passed over; the end gives what has come, clearing forgets it', () => {
  const { taken, cutter } = cut(10);
  cutter.push(Buffer.from('\n\na\nb'));
  assert.deepEqual(taken, ['a']);
  cutter.end();
  cutter.push(Buffer.from('lost'));
  cutter.clear();
  cutter.push(Buffer.from('c\n'));
  assert.deepEqual(taken, ['a', 'b', 'c']);
});
