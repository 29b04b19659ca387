/**
 * A small PDF of one page, written out object by object. The title is metadata in UTF-16, so any character survives; the lines on
 * the page use a font every viewer has, which knows ASCII only.
 */
export function makePdf({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): Buffer {
  const page = pageContent(lines);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    `<< /Title <${utf16Hex(title)}> >>`,
  ];
  // The marker comment holds bytes above 127, which tells transfer programs that this is no plain text.
  let text = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${tableOffset(text)}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function pageContent(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${line.replaceAll(/[^\x20-\x7e]/gu, '?').replaceAll(/[\\()]/g, '\\$&')}) Tj T*`);
  return ['BT', '/F1 14 Tf', '20 TL', '72 740 Td', ...shown, 'ET'].join('\n');
}

function tableOffset(text: string): number {
  return text.lastIndexOf('xref\n0 ');
}

/** Big-endian with its byte order mark, as PDF wants text that is not Latin. */
function utf16Hex(text: string): string {
  return Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex');
}
