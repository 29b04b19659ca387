import { isAcceptedType } from '../../domain/files/upload-type.ts';
import { Refusal } from '../../domain/refusal.ts';
import { keepContent } from '../../files/content.ts';
import type { StoredFile } from '../../files/stored-files.ts';
import { detectType } from '../../files/true-type.ts';
import type { Deps } from '../deps.ts';
import type { Upload } from './receive-upload.ts';

/**
 * Makes an upload durable, once its content is of one of these types; nothing refers to it yet.
 * @throws Refusal FILE_TYPE_REFUSED
 */
export async function keepUpload(
  { db, files }: Pick<Deps, 'db' | 'files'>,
  upload: Upload,
  types: readonly string[],
): Promise<Pick<StoredFile, 'sha256' | 'size' | 'mime' | 'name'>> {
  const mime = await detectType(upload.path);
  if (mime === undefined || !isAcceptedType({ name: upload.name, detected: mime, allowed: types })) {
    throw new Refusal('FILE_TYPE_REFUSED', { types, detected: mime ?? null });
  }
  await keepContent({ sql: db.sql, files }, upload);
  return { sha256: upload.sha256, size: upload.size, mime, name: upload.name };
}
