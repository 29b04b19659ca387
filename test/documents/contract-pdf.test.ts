import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { renderContractPdf } from '../../src/documents/contract-pdf.ts';
import { contractDocument, operator, partner, render, renderParagraphs } from './contract-document.ts';
import { bodyTextOf, fontsOf, pageTextOf } from './read-pdf.ts';

const SHIPPED = ['NotoSansSC-Regular', 'NotoSansSC-Bold', 'QudaoRareHan'];

describe('the contract as a PDF', () => {
  it('names numbers, both parties and the pages, and has a place for every signature', async () => {
    const { pdf, pages } = await render();
    const text = pageTextOf(pdf);
    const sheets = text.split('\f').slice(0, -1);
    expect(sheets).toHaveLength(pages);
    for (const [index, sheet] of sheets.entries()) {
      expect(sheet).toContain('合同编号：HT-2026-000045');
      expect(sheet).toContain('业务编号：ZR-2026-000123');
      expect(sheet.replaceAll(/\s/gu, '')).toContain(`第${index + 1}页共${pages}页`);
    }
    for (const { name, creditCode, legalRepresentative, address } of [operator, partner]) {
      for (const part of [name, creditCode, legalRepresentative, address]) expect(text).toContain(part);
    }
    expect(text).toMatch(/甲方：中原通信有限公司郑州市分公司 +乙方：郑州安达通讯设备有限公司/u);
    expect(text.match(/（盖章）/gu)).toHaveLength(2);
    expect(text.match(/法定代表人或授权代表（签字）/gu)).toHaveLength(2);
  });

  it('prints every clause in order, numbered in Chinese', async () => {
    const { clauses } = contractDocument();
    const text = bodyTextOf((await render()).pdf);
    let place = 0;
    for (const [index, { title, paragraphs }] of clauses.entries()) {
      const printed = paragraphs.map((paragraph, row) => `${index + 1}.${row + 1}${paragraph}`.replaceAll(/\s/gu, ''));
      for (const part of [title, ...printed]) {
        expect(text.slice(place)).toContain(part);
        place = text.indexOf(part, place);
      }
    }
    expect(text).toContain('第一条合作期限');
    expect(text).toContain('第十九条其他');
  });

  it('gives equal bytes for equal input and other bytes for any other', async () => {
    const first = await render();
    await render({ contractNumber: 'HT-2026-000046' });
    const again = await render();
    expect(again.pdf.equals(first.pdf)).toBe(true);
    expect(again.sha256).toBe(first.sha256);
    expect(first.sha256).toBe(createHash('sha256').update(first.pdf).digest('hex'));
    expect((await render({ drawnUpOn: '2026-11-23' })).sha256).not.toBe(first.sha256);
  });

  it('carries the fonts it needs, and none of the machine', async () => {
    const common = fontsOf((await render()).pdf);
    expect(common.map(({ name }) => name)).toEqual(SHIPPED.slice(0, 2));
    const rare = fontsOf((await render({ partner: { ...partner, name: '郑州𠮷达有限公司' } })).pdf);
    expect(rare.map(({ name }) => name).sort()).toEqual(SHIPPED.toSorted());
    expect([...common, ...rare].every(({ embedded }) => embedded)).toBe(true);
  });

  it('prints rare hanzi in every place, also in bold', async () => {
    const name = '㛃𠮷𪚥𫍯𬭼有限公司';
    const { pdf } = await render({
      title: `${name}协议`,
      partner: { ...partner, name, legalRepresentative: '𠮷田㛃' },
    });
    const text = pageTextOf(pdf);
    expect(text).toContain(`${name}协议`);
    expect(text).toContain(`乙方：${name}`);
    expect(text).toContain('𠮷田㛃');
  });

  it('refuses a name with characters no font holds, and names them', async () => {
    const refused = await renderContractPdf(contractDocument({ partner: { ...partner, name: '笑脸😀公司👨‍👩‍👧😀' } }));
    expect(refused).toEqual({ kind: 'MISSING_CHARACTERS', characters: ['😀', '👨‍👩‍👧'] });
  });

  it('takes text for text, whatever it means to the layout', async () => {
    const hostile = [
      '#恶意 *注入* $x$ \\\\ [[',
      '{{ {{x}} }} `raw` ```code``` // 注 /* 释 */ <label> @ref ~ -- --- ...',
      '#(panic("x")) #sys.inputs #let x = 1 ] } ) = 标题 - 项 + 项 / 词: 义',
      '"引号" \'单引号\' \\u{41} \\n &amp; <b>',
    ];
    const { pdf } = await render({
      title: '#恶意 *注入*',
      preamble: '= #恶意',
      partner: { ...partner, name: '#恶意 *注入* $x$', address: '[[ \\\\ ]]' },
      clauses: [{ code: 'TEST', title: '#恶意 *条款*', titleEn: '', paragraphs: hostile }],
    });
    const text = bodyTextOf(pdf);
    for (const part of [...hostile, '#恶意 *注入* $x$', '[[ \\\\ ]]', '= #恶意', '#恶意 *条款*']) {
      expect(text).toContain(part.replaceAll(/\s/gu, ''));
    }
  });

  it('keeps texts of 10,000 characters whole', async () => {
    const hanzi = Array.from({ length: 10_000 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 2500))).join('');
    const latin = 'Abc0123456789/'.repeat(715).slice(0, 10_000);
    const punctuation = '，。'.repeat(500);
    const { pdf, pages } = await renderParagraphs(hanzi, latin, punctuation);
    const text = bodyTextOf(pdf);
    for (const part of [hanzi, latin, punctuation]) expect(text.includes(part)).toBe(true);
    expect(pages).toBeGreaterThan(10);
  });

  it('wraps long names, also those without a place to break', async () => {
    const name = '长'.repeat(200);
    const address = 'https://example.cn/'.padEnd(300, 'a');
    const { pdf } = await render({ partner: { ...partner, name, address } });
    const text = bodyTextOf(pdf);
    expect(text).toContain(`乙方：${name}`);
    expect(text).toContain(address);
  });

  it('keeps the line breaks of a value', async () => {
    const { pdf } = await renderParagraphs('第一行\n第二行');
    expect(pageTextOf(pdf)).toMatch(/1\.1 +第一行\n +第二行\n/u);
  });
});
