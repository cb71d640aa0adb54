/** Reads what a source file imports from its text: there is no JavaScript API of the compiler to ask. */

/** Comments, or strings (kept, because a string may hold what looks like a comment). */
const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/** `import … from 'x'`, `import 'x'`, `export … from 'x'`; with `type` where the whole of it is erased. */
const STATIC =
  /(?:^|;)[ \t]*(?:import|export)\b(?<type>\s+type\s+[{*\w])?(?:[^'"`;()=]*?\bfrom)?\s*['"](?<specifier>[^'"\n]+)['"]/gm;

/** `import('x')`, also as a type, `require('x')` and `import.meta.resolve('x')`. */
const CALL = /\b(?:import|require|import\.meta\.resolve)\s*\(\s*['"`](?<specifier>[^'"`\n]+)['"`]/g;

/** `new URL('x.ts', import.meta.url)`, as for a worker. */
const WORKER = /\bnew URL\(\s*['"`](?<specifier>[^'"`\n]+\.[cm]?[jt]s)['"`]\s*,\s*import\.meta\.url/g;

export interface Import {
  readonly specifier: string;
  /** It is erased before the program runs (`import type`, `export type`). */
  readonly typeOnly: boolean;
}

/** Every import of a source text. */
export function importsOf(source: string): Import[] {
  const code = withoutComments(source);
  return [STATIC, CALL, WORKER].flatMap((pattern) =>
    Array.from(code.matchAll(pattern), ({ groups }) => ({
      specifier: groups?.specifier ?? '',
      typeOnly: groups?.type !== undefined,
    })),
  );
}

/** The text with its comments blanked. A regular expression that holds a quote can hide what follows on its line. */
export function withoutComments(source: string): string {
  return source.replace(COMMENT_OR_STRING, (text) => (text.startsWith('/') ? ' ' : text));
}
