/** Rows as aligned text columns. */

/** Numbers to the right, text to the left; two spaces between columns. */
export function formatTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, c) => Math.max(...cells.map((row) => row[c].length)));
  const isNumber = head.map((_, c) => rows.every((row) => typeof row[c] === 'number'));
  const lines = cells.map((row) =>
    row
      .map((text, c) => (isNumber[c] ? text.padStart(widths[c]) : text.padEnd(widths[c])))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
