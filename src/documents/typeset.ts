import { createHash } from 'node:crypto';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { FONT_FAMILIES, loadRareHanFont, loadTextFonts } from './fonts/shipped-fonts.ts';

export interface Typesetting {
  /** Source of the layout. It reads `sys.inputs.data` as JSON; data never becomes part of the source. */
  layout: string;
  data: unknown;
  /** Whether the text needs the font of rare hanzi. */
  rareHan: boolean;
  /** Creation time noted in the file, in seconds since 1970. */
  createdAt: number;
}

export interface TypesetPdf {
  pdf: Buffer;
  sha256: string;
  pages: number;
}

/** A compiler never gives its fonts back, so a process keeps one, and a second one once rare hanzi turn up. */
const compilers = new Map<'COMMON' | 'RARE_HAN', Promise<NodeCompiler>>();

/** How many further documents a cached part of the layout outlives without being used. */
const CACHE_AGE = 10;

/** Sets the document in native code, which holds up the process for some milliseconds a page. */
export async function typeset({ layout, data, rareHan, createdAt }: Typesetting): Promise<TypesetPdf> {
  const compiler = await compilerWith(rareHan ? 'RARE_HAN' : 'COMMON');
  const fonts = rareHan ? [FONT_FAMILIES.text, FONT_FAMILIES.rareHan] : [FONT_FAMILIES.text];
  const inputs = { data: JSON.stringify(data), fonts: JSON.stringify(fonts) };
  const compiled = compiler.compile({ mainFileContent: layout, inputs });
  const document = compiled.result;
  if (!document)
    throw new Error(`The layout does not compile: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  const pdf = compiler.pdf(document, { creationTimestamp: createdAt });
  compiler.evictCache(CACHE_AGE);
  return { pdf, sha256: createHash('sha256').update(pdf).digest('hex'), pages: document.numOfPages };
}

/** A compiler that could not be made, say for want of file handles, is tried again with the next document. */
async function compilerWith(fonts: 'COMMON' | 'RARE_HAN'): Promise<NodeCompiler> {
  const compiler = compilers.get(fonts) ?? createCompiler(fonts);
  compilers.set(fonts, compiler);
  try {
    return await compiler;
  } catch (error) {
    compilers.delete(fonts);
    throw error;
  }
}

async function createCompiler(fonts: 'COMMON' | 'RARE_HAN'): Promise<NodeCompiler> {
  const files = await Promise.all([loadTextFonts(), ...(fonts === 'RARE_HAN' ? [loadRareHanFont()] : [])]);
  return NodeCompiler.create({ fontArgs: [{ fontBlobs: files.flat() }] });
}
