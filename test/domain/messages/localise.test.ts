import { describe, expect, it } from '@jest/globals';
import { languageOf, localise } from '../../../src/domain/messages/localise.ts';

describe('values in the reader’s language', () => {
  it('keeps the text of the one language under a name without language', () => {
    const values = { titleZh: '材料审核', titleEn: 'Material review', caseNumber: 'ZR-1' };
    expect(localise(values, 'zh')).toEqual({ title: '材料审核', caseNumber: 'ZR-1' });
    expect(localise(values, 'en')).toEqual({ title: 'Material review', caseNumber: 'ZR-1' });
  });

  it('looks into lists and objects', () => {
    const values = {
      items: [{ titleZh: '营业执照', titleEn: 'Licence', remark: null }],
      reasons: [{ zh: '缺', en: 'missing' }],
    };
    expect(localise(values, 'en')).toEqual({ items: [{ title: 'Licence', remark: null }], reasons: ['missing'] });
  });

  it.each([
    ['zh', '2026年11月29日 18:00'],
    ['en', '29 November 2026, 18:00 (China time)'],
  ] as const)('writes an instant as the time of day in China (%s)', (language, text) => {
    expect(localise({ dueAt: '2026-11-29T10:00:00.000Z' }, language)).toEqual({ dueAt: text });
  });

  it('takes the date of China where only the date counts', () => {
    expect(localise({ reapplyFrom: '2026-12-31T15:59:59.999Z' }, 'zh')).toEqual({ reapplyFrom: '2026年12月31日' });
    expect(localise({ reapplyFrom: '2026-12-31T16:00:00.000Z' }, 'en')).toEqual({ reapplyFrom: '1 January 2027' });
  });

  it('leaves a missing instant missing', () => {
    expect(localise({ dueAt: null, objectionUntil: null }, 'zh')).toEqual({ dueAt: null, objectionUntil: null });
  });

  it('is Chinese for everybody who does not ask for English', () => {
    expect([languageOf('en'), languageOf('zh-CN'), languageOf('fr')]).toEqual(['en', 'zh', 'zh']);
  });
});
