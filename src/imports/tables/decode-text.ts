import { detect } from 'chardet';
import iconv from 'iconv-lite';

/** In what encoding a text file was written. */
export interface TextEncoding {
  /** As iconv-lite names it. */
  readonly name: string;
  /** Bytes of the byte order mark. */
  readonly bom: number;
}

/** The sample that is looked at for a guess. */
const SAMPLE_BYTES = 64 * 1024;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * UTF-8 where the bytes are valid UTF-8, else GB18030, which covers GBK and GB2312 and is what spreadsheets in China write, unless
 * the guess is another one and `fits` says that the text then reads as expected. Undefined: it reads as nothing.
 */
export function detectEncoding(bytes: Buffer, fits: (beginning: string) => boolean): TextEncoding | undefined {
  if (bytes.includes(0)) return undefined;
  if (isUtf8(bytes)) return { name: 'utf8', bom: bytes.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0 };
  const candidates = ['gb18030', detect(bytes.subarray(0, SAMPLE_BYTES)) ?? ''];
  const name = candidates.find((candidate) => {
    if (!iconv.encodingExists(candidate)) return false;
    const text = iconv.decode(bytes, candidate);
    return !text.includes('\uFFFD') && fits(text.slice(0, 4_000));
  });
  return name === undefined ? undefined : { name, bom: 0 };
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
