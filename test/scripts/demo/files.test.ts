import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fileTypeFromBuffer } from 'file-type';
import { makeJpeg, makeShopFront } from '../../../scripts/demo/files/jpeg.ts';
import { makePdf } from '../../../scripts/demo/files/pdf.ts';
import { pageTextOf } from '../../documents/read-pdf.ts';

describe('a PDF made for the demonstration', () => {
  const pdf = makePdf({ title: '营业执照 㛃𠮷', lines: ['Business licence (copy) \\ 1'] });

  it('is a PDF by its content', async () => {
    expect(await fileTypeFromBuffer(pdf)).toEqual({ ext: 'pdf', mime: 'application/pdf' });
  });

  it('shows its lines to a reader, special characters included', () => {
    expect(pageTextOf(pdf)).toContain('Business licence (copy) \\ 1');
  });

  it('keeps a Chinese title with rare characters', () => {
    expect(run('pdfinfo', 'a.pdf', pdf)).toContain('营业执照 㛃𠮷');
  });
});

describe('a JPEG made for the demonstration', () => {
  it('is a JPEG by its content', async () => {
    expect(await fileTypeFromBuffer(makeShopFront(1))).toEqual({ ext: 'jpg', mime: 'image/jpeg' });
  });

  it('is decoded to the colours it was made of', () => {
    const levels = [0, 255, 128, 3, 252, 90];
    const picture = decode(
      makeJpeg(3, 2, (column, row) => [levels[row * 3 + column] ?? 0, 128, 128]),
      { width: 24, height: 16 },
    );
    const middles = [0, 1].flatMap((row) => [0, 1, 2].map((column) => picture(column * 8 + 4, row * 8 + 4)));
    expect(middles).toEqual(levels.map((level) => [level, level, level]));
  });
});

/** Lets a real decoder draw the picture, on a page of its size; gives the colour of a pixel. */
function decode(jpeg: Buffer, { width, height }: { width: number; height: number }) {
  const image = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
  const draw = `${width} 0 0 ${height} 0 0 cm /I Do`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>`,
    `${image} /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n${jpeg.toString('latin1')}\nendstream`,
    `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  const page = Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n`, 'latin1');
  const pixels = Buffer.from(run('pdftoppm', 'a.pdf', page, ['-r', '72']), 'latin1').subarray(-width * height * 3);
  return (x: number, y: number) => [...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

function run(program: string, name: string, content: Buffer, options: readonly string[] = []): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'demo-file-'));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return execFileSync(program, [...options, file], { encoding: program === 'pdfinfo' ? 'utf8' : 'latin1' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
