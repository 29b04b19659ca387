import { fileTypeFromFile } from 'file-type';

/** The MIME type that the content's own bytes show; undefined when they show none that is known (text, CSV). */
export async function detectType(path: string): Promise<string | undefined> {
  return (await fileTypeFromFile(path))?.mime;
}
