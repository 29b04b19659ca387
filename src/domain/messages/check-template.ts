import type { MessageTemplateBody } from './message-template.ts';
import { SAMPLE_VALUES, SPARSE_VALUES } from './sample-values.ts';
import { renderEscaped, renderPlain, variablesIn } from './template-engine.ts';

export interface TemplateFault {
  readonly level: 'ERROR' | 'WARNING';
  readonly code:
    'SYNTAX' | 'VARIABLE_UNDECLARED' | 'VARIABLE_UNKNOWN' | 'VARIABLE_UNUSED' | 'LANGUAGES_DIFFER' | 'RENDER_FAILED';
  /** `zh.text`, `variables` … */
  readonly path: string;
  /** The variable, where there is one. */
  readonly name?: string;
}

const LANGUAGES = ['zh', 'en'] as const;
const PARTS = ['subject', 'text', 'html'] as const;

/** Everything that would keep a notice from being rendered, found before it is published. */
export function checkTemplate(template: MessageTemplateBody): TemplateFault[] {
  const faults: TemplateFault[] = template.variables
    .filter((name) => !Object.hasOwn(SAMPLE_VALUES, name))
    .map((name) => ({ level: 'ERROR', code: 'VARIABLE_UNKNOWN', path: 'variables', name }));
  const used = { zh: new Set<string>(), en: new Set<string>() };
  for (const language of LANGUAGES) {
    for (const part of PARTS) {
      const text = template[language][part];
      if (text === undefined) continue;
      const path = `${language}.${part}`;
      const names = parse(text);
      if (names === undefined) {
        faults.push({ level: 'ERROR', code: 'SYNTAX', path });
        continue;
      }
      for (const name of names) used[language].add(name);
      const undeclared = names.filter((name) => !template.variables.includes(name));
      for (const name of undeclared) faults.push({ level: 'ERROR', code: 'VARIABLE_UNDECLARED', path, name });
      if (undeclared.length === 0 && !renders(text, part)) faults.push({ level: 'ERROR', code: 'RENDER_FAILED', path });
    }
  }
  for (const name of template.variables) {
    if (!used.zh.has(name) && !used.en.has(name)) {
      faults.push({ level: 'WARNING', code: 'VARIABLE_UNUSED', path: 'variables', name });
    } else if (used.zh.has(name) !== used.en.has(name)) {
      faults.push({ level: 'WARNING', code: 'LANGUAGES_DIFFER', path: used.zh.has(name) ? 'en' : 'zh', name });
    }
  }
  return faults;
}

function parse(text: string): string[] | undefined {
  try {
    return variablesIn(text);
  } catch {
    return undefined;
  }
}

/** With every value there, and with everything missing that may be. */
function renders(text: string, part: (typeof PARTS)[number]): boolean {
  const render = part === 'html' ? renderEscaped : renderPlain;
  try {
    return [SAMPLE_VALUES, SPARSE_VALUES].every((values) => render(text, values).trim() !== '');
  } catch {
    return false;
  }
}
