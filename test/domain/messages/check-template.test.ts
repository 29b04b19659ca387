import { describe, expect, it } from '@jest/globals';
import { checkTemplate } from '../../../src/domain/messages/check-template.ts';

const template = (text: string, variables = ['title']) => ({
  variables,
  zh: { subject: '通知', text },
  en: { subject: 'Notice', text: ['Dear', ...variables.map((name) => `{{ ${name} }}`)].join(' ') },
});

const codes = (text: string, variables?: string[]) =>
  checkTemplate(template(text, variables))
    .filter(({ level }) => level === 'ERROR')
    .map(({ code, path, name }) => [code, path, name].filter((part) => part !== undefined).join(' '));

describe('a template', () => {
  it('may choose, repeat and name values', () => {
    const text =
      '{% assign t = title %}{% for item in items %}{% if item.remark %}{{ item.title }}{% endif %}{% endfor %}{{ t }}';
    expect(codes(text, ['title', 'items'])).toEqual([]);
  });

  it.each([
    ['{{ title', 'SYNTAX zh.text'],
    ['{% if title %}', 'SYNTAX zh.text'],
    ['{% include "/etc/passwd" %}{{ title }}', 'SYNTAX zh.text'],
    ['{% render "x" %}', 'SYNTAX zh.text'],
    ['{% layout "x" %}', 'SYNTAX zh.text'],
    ['{{ title | raw }}', 'SYNTAX zh.text'],
    ['{{ titel }}', 'VARIABLE_UNDECLARED zh.text titel'],
    ['{{ title.constructor.name }}', 'RENDER_FAILED zh.text'],
    ['{{ title.length.foo }}', 'RENDER_FAILED zh.text'],
    ['{% for i in (1..900000000) %}{{ title }}{% endfor %}', 'RENDER_FAILED zh.text'],
    ['{% if false %}{{ title }}{% endif %}', 'RENDER_FAILED zh.text'],
  ])('is refused with %s', (text, fault) => {
    expect(codes(text)).toEqual([fault]);
  });

  it('is refused when it breaks on a list without entries', () => {
    expect(codes('{{ items[0].title }}', ['items'])).toEqual(['RENDER_FAILED zh.text']);
  });

  it('is refused when it declares what no event gives', () => {
    expect(codes('{{ salary }}', ['salary'])).toContain('VARIABLE_UNKNOWN variables salary');
  });

  it('warns of what is declared and unused, or used in one language only', () => {
    const unused = { ...template('x', []), variables: ['title'] };
    expect(checkTemplate(unused)).toEqual([
      { level: 'WARNING', code: 'VARIABLE_UNUSED', path: 'variables', name: 'title' },
    ]);
    expect(checkTemplate(template('通知'))).toEqual([
      { level: 'WARNING', code: 'LANGUAGES_DIFFER', path: 'zh', name: 'title' },
    ]);
  });
});
