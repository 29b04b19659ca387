import ts from 'typescript';

export interface TestTitle {
  /** Path as the caller names it. */
  file: string;
  /** Counted from 1. */
  line: number;
  title: string;
  /** False for skipped, pending or expected-to-fail tests, and for groups without one test that runs. */
  runs: boolean;
}

const NAMES = new Set(['describe', 'it', 'test']);
const NOT_RUN = new Set(['skip', 'todo', 'failing']);
/** Stands for a part of a title that is known only when the test runs. */
const UNKNOWN_PART = '${…}';

/**
 * The titles of every `describe`, `it` and `test` call of one test file, also through `.each`, `.only`, `.concurrent` and
 * template strings. The file is parsed, not run, so a title in a comment or in a string does not count.
 */
export function readTestTitles(file: string, source: string): TestTitle[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const titles: TestTitle[] = [];
  collect(tree, true, { tree, titles });
  return titles;
}

interface Collection {
  tree: ts.SourceFile;
  titles: TestTitle[];
}

/** Returns whether at least one test below the node runs. */
function collect(node: ts.Node, outerRuns: boolean, found: Collection): boolean {
  const call = ts.isCallExpression(node) ? node : undefined;
  const modifiers = call && modifiersOf(call.expression);
  const title = call?.arguments[0] && textOf(call.arguments[0]);
  if (!call || !modifiers || title === undefined) return collectChildren(node, outerRuns, found);

  const position = found.titles.length;
  const runsItself = outerRuns && !modifiers.some((modifier) => NOT_RUN.has(modifier));
  const childRuns = collectChildren(node, runsItself, found);
  const runs = modifiers[0] === 'describe' ? childRuns : runsItself;
  const line = found.tree.getLineAndCharacterOfPosition(call.getStart(found.tree)).line + 1;
  found.titles.splice(position, 0, { file: found.tree.fileName, line, title, runs });
  return runs;
}

function collectChildren(node: ts.Node, outerRuns: boolean, found: Collection): boolean {
  let anyRuns = false;
  ts.forEachChild(node, (child) => {
    if (collect(child, outerRuns, found)) anyRuns = true;
  });
  return anyRuns;
}

/** `it.only.each(table)` is ['it', 'only', 'each']; anything that is not a test function is undefined. */
function modifiersOf(callee: ts.Expression): string[] | undefined {
  if (ts.isIdentifier(callee)) return NAMES.has(callee.text) ? [callee.text] : undefined;
  if (ts.isCallExpression(callee)) return modifiersOf(callee.expression);
  if (ts.isTaggedTemplateExpression(callee)) return modifiersOf(callee.tag);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const outer = modifiersOf(callee.expression);
  return outer && [...outer, callee.name.text];
}

function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => UNKNOWN_PART + literal.text).join('');
  }
  if (ts.isBinaryExpression(node)) return (textOf(node.left) ?? UNKNOWN_PART) + (textOf(node.right) ?? UNKNOWN_PART);
  return undefined;
}
