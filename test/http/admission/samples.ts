/** Small files that are what they say. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
export const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005ffda0008010100003f00d2cf20ffd9',
  'hex',
);
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** The head of a Windows program, whatever its name says. */
export const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510, 0x90)]);

/** A PDF of its own content, so that no two are the same file. */
export function pdfOf(text: string): Buffer {
  return Buffer.concat([PDF, Buffer.from(`% ${text}\n`)]);
}

export function pdf(name: string, text = name) {
  return { name, type: 'application/pdf', bytes: pdfOf(text) };
}

export const FORM = {
  contact: { name: '李雷', mobile: '13800000001', email: 'lilei@example.com' },
  plan: '三年内在本县发展五千户，配备三名业务员。',
  expectedMonthlyVolume: 300,
  declaredAmount: '50000.00',
} as const;
