import type { MessageSummary, StoredMessage } from './message-store.ts';

/** All caught messages, the newest first; looks again by itself. */
export function listPage(messages: readonly MessageSummary[]): string {
  const rows = messages.map(
    ({ id, receivedAt, to, subject }) => `<tr>
      <td>${escape(receivedAt.slice(0, 19).replace('T', ' '))}</td>
      <td>${escape(to.join(', '))}</td>
      <td><a href="/mail/${encodeURIComponent(id)}">${escape(subject || '—')}</a></td>
    </tr>`,
  );
  const table = `<table>
    <tr><th>时间 Time (UTC)</th><th>收件人 To</th><th>主题 Subject</th></tr>
    ${rows.join('')}
  </table>`;
  const content = messages.length > 0 ? table : '<p>还没有邮件 No mail yet</p>';
  return page('邮件 Mail', `<meta http-equiv="refresh" content="5">`, content);
}

/** One message: text, HTML in a frame that runs nothing, attachments' names, headers. */
export function messagePage(message: StoredMessage): string {
  return page(
    message.subject,
    '',
    `<p><a href="/">← 全部邮件 All mail</a></p>
    <p>${escape(message.from)} → ${escape(message.to.join(', '))}, ${escape(message.receivedAt)}</p>
    ${message.html === '' ? '' : frame(message.html)}
    ${message.text === '' ? '' : `<pre>${escape(message.text)}</pre>`}
    ${message.attachments.map(({ name, type, bytes }) => `<p>${escape(name)} (${escape(type)}, ${bytes} B)</p>`).join('')}
    <details><summary>邮件头 Headers</summary><pre>${headerLines(message)}</pre></details>`,
  );
}

/** Links open in a tab of their own, because the frame itself may not go anywhere. */
function frame(html: string): string {
  const content = escape(`<base target="_blank">${html}`);
  return `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${content}" title="HTML"></iframe>`;
}

function headerLines(message: StoredMessage): string {
  return escape(message.headers.map(({ key, value }) => `${key}: ${value}`).join('\n'));
}

function page(title: string, head: string, content: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8">${head}<title>${escape(title)}</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; } td, th { border-bottom: 1px solid #ddd; padding: .4rem; text-align: left; }
  iframe { border: 1px solid #ddd; width: 100%; height: 32rem; } pre { white-space: pre-wrap; }
</style></head>
<body><h1>${escape(title)}</h1>${content}</body>
</html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
