/** Reads what a source file imports from its text: there is no JavaScript API of the compiler to ask. */

/** Comments, or strings (kept, because a string may hold what looks like a comment). */
const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/** `import … from 'x'`, `import type …`, `import 'x'`, `export … from 'x'`. */
const STATIC = /(?:^|;)[ \t]*(?:import|export)\b(?:[^'"`;()=]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm;

/** `import('x')`, also as a type, `require('x')` and `import.meta.resolve('x')`. */
const CALL = /\b(?:import|require|import\.meta\.resolve)\s*\(\s*['"`]([^'"`\n]+)['"`]/g;

/** `new URL('x.ts', import.meta.url)`, as for a worker. */
const WORKER = /\bnew URL\(\s*['"`]([^'"`\n]+\.[cm]?[jt]s)['"`]\s*,\s*import\.meta\.url/g;

/** Every module specifier of a source text, each once. */
export function importsOf(source: string): string[] {
  const code = withoutComments(source);
  const found = [STATIC, CALL, WORKER].flatMap((pattern) => Array.from(code.matchAll(pattern), (match) => match[1]));
  return [...new Set(found)];
}

/** The text with its comments blanked. A regular expression that holds a quote can hide what follows on its line. */
export function withoutComments(source: string): string {
  return source.replace(COMMENT_OR_STRING, (text) => (text.startsWith('/') ? ' ' : text));
}
