/** Which endings a name may have when the content is of this type. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'image/heic': ['heic', 'heif'],
};

export interface UploadFacts {
  readonly name: string;
  /** What the content's own bytes say; undefined when they say nothing known. */
  readonly detected: string | undefined;
  readonly allowed: readonly string[];
}

/**
 * Whether a file is what it claims to be and what is wanted: the type is read from the content, and a name may not promise
 * another one. A name without an ending promises nothing.
 */
export function isAcceptedType({ name, detected, allowed }: UploadFacts): boolean {
  if (detected === undefined || !allowed.includes(detected)) return false;
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase();
  return ending === undefined || (ENDINGS[detected] ?? [detected.split('/').at(-1)]).includes(ending);
}
