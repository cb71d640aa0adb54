/** What tests need to read of a Markdown page. */

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

const FENCE = /^```(\w*)\n(.*?)^```$/gms;

export function codeBlocks(page: string): CodeBlock[] {
  return [...page.matchAll(FENCE)].map(([, language, code]) => ({ language, code }));
}

/** The levels of the headings, in order: 1 for `#`. */
export function headingLevels(page: string): number[] {
  return headings(page).map(([marks]) => marks.length);
}

/** Where a page's links, pictures and picture sources lead, but for other sites. */
export function links(page: string): string[] {
  const prose = withoutCode(page).replaceAll(/`[^`]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"\s]+)"/g)];
  return targets.map(([, link, attribute]) => link ?? attribute).filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that a page has, as GitHub makes them of its headings. */
export function anchors(page: string): Set<string> {
  const slugs = headings(page).map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
  return new Set(slugs);
}

/** The commands of a block of shell lines: continued lines joined, comments and pipes cut off. */
export function shellCommands(code: string): string[][] {
  const lines = code.replaceAll(/\\\n\s*/g, ' ').split('\n');
  return lines
    .map((line) => line.replace(/(^|\s)#.*$/, '').replace(/\s\|\s.*$/, ''))
    .filter((line) => line.trim() !== '')
    .map((line) => [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c));
}

function headings(page: string): [marks: string, title: string][] {
  return [...withoutCode(page).matchAll(/^(#+) (.*)$/gm)].map(([, marks, title]) => [marks, title]);
}

function withoutCode(page: string): string {
  return page.replaceAll(FENCE, '');
}
