import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { mayReadFile } from '../../../conversation/attachments/may-read-file.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { findFile, recordAccess, type StoredFile } from '../../../files/stored-files.ts';
import { mayReadPublished } from '../../../publications/read-publication.ts';
import { mayReadFormFile } from '../../../requests/form/may-read-form-file.ts';
import { defineRoute } from '../../route.ts';

/**
 * GET /files/{fileId}: whoever may read the case may read its files, of attachments whoever reads the words they belong to, of a form whoever sees
 * the field, and of a rule whoever it came to; every download is recorded.
 */
export const downloadFileRoute = defineRoute({
  id: 'downloadFile',
  method: 'get',
  path: '/files/{fileId}',
  tag: 'files',
  summary: 'Download a file of a case',
  access: ['READ_CASES'],
  params: z.object({ fileId: z.uuid() }),
  response: { status: 200, content: 'application/octet-stream' },
  handle: async ({ deps: { db, files }, actor, params: { fileId } }) => {
    const file = await findFile(db.sql, fileId);
    if (file === undefined) throw new Refusal('NOT_FOUND');
    const inForm = await mayReadFormFile(db.sql, actor, file, new Date());
    const mayRead = inForm ?? (await mayReadFile(db.sql, actor, file));
    if (!mayRead && !(await mayReadPublished(db.sql, fileId, actor.id))) throw new Refusal('NOT_FOUND');
    await recordAccess(db.sql, fileId, actor.id);
    return {
      headers: headersOf(file),
      send: async (res) => {
        // A reader who leaves early is no fault of ours.
        await pipeline(files.read(file.sha256), res).catch((error: unknown) => {
          if (!isPrematureClose(error)) throw error;
        });
      },
    };
  },
});

/** Opened in a browser, a file must not act in our name: it is saved, keeps its type, and runs nothing. */
function headersOf(file: StoredFile): Record<string, string> {
  return {
    'Content-Type': file.mime,
    'Content-Length': String(file.size),
    'Content-Disposition': `attachment; filename="${asciiName(file.name)}"; filename*=UTF-8''${utf8Name(file.name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': 'private, no-store',
    ETag: `"${file.sha256}"`,
  };
}

/** For clients from before RFC 6266: everything that is not plain stands as an underscore. */
function asciiName(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/["\\%]/g, '_');
}

function utf8Name(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
