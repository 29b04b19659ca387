import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The area between header and footer of an A4 page, in points. */
const BODY = ['-x', '0', '-y', '78', '-W', '595', '-H', '700'];

export interface PdfFont {
  name: string;
  embedded: boolean;
}

/** Text of the page bodies in reading order, without white space: where lines end is a matter of layout. */
export function bodyTextOf(pdf: Buffer): string {
  return run('pdftotext', pdf, ['-raw', ...BODY]).replaceAll(/\s/gu, '');
}

/** Text of the whole pages as it stands on them. */
export function pageTextOf(pdf: Buffer): string {
  return run('pdftotext', pdf, ['-layout']);
}

export function fontsOf(pdf: Buffer): PdfFont[] {
  const [, rule = '', ...rows] = run('pdffonts', pdf).trimEnd().split('\n');
  const nameWidth = rule.indexOf(' ');
  return rows.map((row) => {
    const name = row
      .slice(0, nameWidth)
      .trim()
      .replace(/^[A-Z]{6}\+/u, '');
    return { name, embedded: / yes yes yes +\d+ +\d+$/u.test(row) };
  });
}

function run(program: 'pdffonts' | 'pdftotext', pdf: Buffer, options: readonly string[] = []): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdf-'));
  try {
    const file = path.join(folder, 'document.pdf');
    writeFileSync(file, pdf);
    const output = program === 'pdftotext' ? ['-'] : [];
    return execFileSync(program, [...options, file, ...output], { encoding: 'utf8', maxBuffer: 1 << 26 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
