const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * A text as paragraphs. Only our own link becomes one: an address that somebody wrote into a reason stays text, so that a
 * notice of ours never sends people elsewhere.
 */
export function htmlOfText(text: string, links: readonly string[]): string {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => withAnchors(paragraph.trim(), links))
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

function withAnchors(text: string, [link, ...others]: readonly string[]): string {
  if (link === undefined) return escapeHtml(text);
  const anchor = `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
  return text
    .split(link)
    .map((part) => withAnchors(part, others))
    .join(anchor);
}

/** The plain frame around every mail. `content` is HTML already. */
export function layOut(subject: string, content: string, locale: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font-family: sans-serif; line-height: 1.6; color: #222; max-width: 40em; margin: 1em auto; padding: 0 1em">
${content}
</body>
</html>
`;
}
