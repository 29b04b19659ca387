import type { Request, Response } from 'express';
import multer, { type StorageEngine } from 'multer';
import { cleanFileName } from '../../domain/files/upload-name.ts';
import { Refusal } from '../../domain/refusal.ts';
import { openTemporary, type TemporaryFile } from '../../files/temporary-file.ts';

/** A multipart body's one file. `name` is clean: no folders, no control characters, every visible character intact. */
export interface Upload extends TemporaryFile {
  readonly name: string;
}

export interface UploadLimits {
  readonly dataDir: string;
  readonly maxBytes: number;
}

/** The content type that the OpenAPI document names for such a body. */
export const UPLOAD_CONTENT = 'multipart/form-data';

/**
 * Reads the field `file` of a multipart body into a temporary file, hands it on, and removes it whatever happens.
 * @throws Refusal UNSUPPORTED_MEDIA, MALFORMED, INVALID, FILE_TOO_LARGE, FILE_EMPTY, FILE_NAME_REFUSED
 */
export async function withUpload<Result>(
  { req, res }: { readonly req: Request; readonly res: Response },
  { dataDir, maxBytes }: UploadLimits,
  use: (upload: Upload) => Promise<Result>,
): Promise<Result> {
  if (req.is('multipart/form-data') === false) throw new Refusal('UNSUPPORTED_MEDIA');
  const temporary = await openTemporary(dataDir);
  try {
    let received: TemporaryFile | undefined;
    const storage = storageInto(temporary.write, (file) => {
      received = file;
    });
    await parse(req, res, storage, maxBytes);
    if (received === undefined || req.file === undefined) throw new Refusal('INVALID', { issues: [MISSING] });
    if (received.size === 0) throw new Refusal('FILE_EMPTY');
    const name = cleanFileName(req.file.originalname);
    if (name === undefined) throw new Refusal('FILE_NAME_REFUSED');
    return await use({ ...received, name });
  } finally {
    await temporary.remove();
  }
}

const MISSING = { path: 'file', code: 'MISSING' } as const;

function storageInto(
  write: (content: Express.Multer.File['stream']) => Promise<TemporaryFile>,
  keep: (file: TemporaryFile) => void,
): StorageEngine {
  return {
    _handleFile(_req, file, callback) {
      write(file.stream).then(
        (written) => {
          keep(written);
          callback(null, { size: written.size });
        },
        (error: unknown) => {
          callback(error);
        },
      );
    },
    // `withUpload` removes the one file it named itself.
    _removeFile(_req, _file, callback) {
      callback(null);
    },
  };
}

/** Browsers send file names as UTF-8; without `defParamCharset` 合同.pdf would arrive as Latin-1 rubble. */
function parse(req: Request, res: Response, storage: StorageEngine, maxBytes: number): Promise<void> {
  const limits = { fileSize: maxBytes, files: 1, fields: 0, parts: 2, headerPairs: 20, fieldNameSize: 100 };
  const middleware = multer({ storage, limits, defParamCharset: 'utf8' }).single('file');
  return new Promise((resolve, reject) => {
    void middleware(req, res, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(asRefusal(error, maxBytes));
    });
  });
}

/** What the form parser says without a code is about the shape of the body; what the disk says has one and is passed on. */
function asRefusal(error: unknown, maxBytes: number): Error {
  if (error instanceof multer.MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? new Refusal('FILE_TOO_LARGE', { maxBytes })
      : new Refusal('INVALID', { issues: [{ path: 'file', code: error.code }] });
  }
  if (error instanceof Error) return 'code' in error ? error : new Refusal('MALFORMED');
  return new Error('The upload failed', { cause: error });
}
