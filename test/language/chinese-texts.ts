import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';

export interface ChineseText {
  /** File and line, as a terminal makes a link of it. */
  readonly where: string;
  /** Embedded values are one `…` each. */
  readonly text: string;
}

const folders = ['src', 'workflows', 'activities', 'prisma', 'scripts', 'bench', 'web'];

/** Every text of the product with Chinese in it: string literals and templates of its programs, and whole files of other kinds. */
export function findChineseTexts(): ChineseText[] {
  return folders.flatMap((folder) => filesBelow(path.join(repositoryRoot, folder))).flatMap(textsOf);
}

function filesBelow(folder: string): string[] {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  return entries.flatMap((entry) => {
    if (['generated', 'node_modules', 'migrations'].includes(entry.name)) return [];
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}

function textsOf(file: string): ChineseText[] {
  const content = fs.readFileSync(file, 'utf8');
  if (!isChinese(content)) return [];
  const found = /\.(m?[jt]s|tsx)$/.test(file) ? literalsOf(file, content) : linesOf(content);
  const name = path.relative(repositoryRoot, file);
  return found.filter(({ text }) => isChinese(text)).map(({ line, text }) => ({ where: `${name}:${line}`, text }));
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

function literalsOf(file: string, content: string) {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest);
  const found: { line: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined)
      found.push({ line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, text });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…');
  return ts.isStringLiteralLike(node) || ts.isJsxText(node) ? node.text : undefined;
}

function linesOf(content: string) {
  return content.split('\n').map((text, index) => ({ line: index + 1, text }));
}
