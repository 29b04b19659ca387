import type { Facts } from '../refusal.ts';
import { htmlOfText, layOut } from './html-mail.ts';
import { languageOf, localise } from './localise.ts';
import type { MessageTemplateBody } from './message-template.ts';
import { renderEscaped, renderPlain } from './template-engine.ts';

const PRODUCT = { zh: '渠道管理平台 Qudao', en: 'Qudao' } as const;

export interface MessageFacts {
  /** zh-CN or en. */
  readonly locale: string;
  readonly recipient: string;
  readonly link: string;
  /** Where the mail's reader decides the task without logging in. */
  readonly decisionLink?: string | null;
  /** As the sender gave them; both languages. */
  readonly params: Facts;
}

export interface RenderedMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * The notice in the reader's language. A template gets exactly what it declares.
 * @throws Error when it uses a value that is not declared or not given (NTF-06).
 */
export function renderMessage(template: MessageTemplateBody, facts: MessageFacts): RenderedMessage {
  const language = languageOf(facts.locale);
  const words = template[language];
  const known: Facts = {
    ...localise(facts.params, language),
    recipient: facts.recipient,
    link: facts.link,
    decisionLink: facts.decisionLink ?? null,
    product: PRODUCT[language],
  };
  const values = Object.fromEntries(template.variables.flatMap((name) => (name in known ? [[name, known[name]]] : [])));
  const subject = oneLine(renderPlain(words.subject, values));
  const text = renderPlain(words.text, values).replace(/\n{3,}/g, '\n\n');
  const content = words.html === undefined ? htmlOfText(text, linksOf(facts)) : renderEscaped(words.html, values);
  return { subject, text, html: layOut(subject, content, facts.locale) };
}

function linksOf({ link, decisionLink }: MessageFacts): string[] {
  return typeof decisionLink === 'string' ? [decisionLink, link] : [link];
}

/** Whatever a value brings along, a subject stays one header line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
