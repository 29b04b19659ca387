import type { Request } from 'express';

export type Locale = 'zh-CN' | 'en';

/** zh-CN is the first language of everything; English is served to whoever asks for it first. */
export function localeOf(req: Request): Locale {
  return req.acceptsLanguages(['zh-CN', 'zh', 'en']) === 'en' ? 'en' : 'zh-CN';
}
