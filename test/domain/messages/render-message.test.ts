import { describe, expect, it } from '@jest/globals';
import { renderMessage } from '../../../src/domain/messages/render-message.ts';

const template = {
  variables: ['recipient', 'title', 'link'],
  zh: { subject: '通知：{{ title }}', text: '{{ recipient }}，您好：\n\n{{ title }}\n\n{{ link }}' },
  en: { subject: 'Notice: {{ title }}', text: 'Dear {{ recipient }},\n\n{{ title }}\n\n{{ link }}' },
};

const facts = {
  locale: 'zh-CN',
  recipient: '李𠮷',
  link: 'https://qudao.example/cases/1?a=1&b=2',
  params: { titleZh: '临江恒通㛃', titleEn: 'Linjiang Hengtong' },
};

describe('a rendered notice', () => {
  it('speaks the language of its reader', () => {
    expect(renderMessage(template, facts).subject).toBe('通知：临江恒通㛃');
    expect(renderMessage(template, { ...facts, locale: 'en' }).text).toContain('Dear 李𠮷,\n\nLinjiang Hengtong');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '{{ recipient }}',
    '</body></html>',
  ])('shows %s as text in its HTML', (attack) => {
    const { html, subject } = renderMessage(template, {
      ...facts,
      recipient: attack,
      params: { titleZh: attack, titleEn: '' },
    });
    expect(html).not.toMatch(/<script|<img|<\/body><\/html><|onerror=alert\(1\)>/);
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(subject).toBe(`通知：${attack}`);
  });

  it('makes a link of its own link alone', () => {
    const { html } = renderMessage(template, {
      ...facts,
      params: { titleZh: 'https://evil.example/ 请登录', titleEn: '' },
    });
    expect(html).toContain('<a href="https://qudao.example/cases/1?a=1&amp;b=2">');
    expect(html).not.toContain('href="https://evil.example');
  });

  it('keeps its subject one line whatever a value brings', () => {
    const { subject } = renderMessage(template, {
      ...facts,
      params: { titleZh: 'a\r\nBcc: b@example.com', titleEn: '' },
    });
    expect(subject).toBe('通知：a Bcc: b@example.com');
  });

  it('escapes what a template’s own HTML prints', () => {
    const own = { ...template, zh: { ...template.zh, html: '<h1>{{ title }}</h1>' } };
    const { html } = renderMessage(own, { ...facts, params: { titleZh: '<b>x</b>', titleEn: '' } });
    expect(html).toContain('<h1>&lt;b&gt;x&lt;/b&gt;</h1>');
  });

  it('gets nothing that the template does not declare', () => {
    const greedy = { ...template, zh: { subject: 'x', text: '{{ tokenId }}' } };
    expect(() => renderMessage(greedy, { ...facts, params: { ...facts.params, tokenId: '1' } })).toThrow(
      /undefined variable: tokenId/,
    );
  });

  it('is refused when a declared value is missing', () => {
    expect(() => renderMessage(template, { ...facts, params: {} })).toThrow(/undefined variable: title/);
  });
});
