/** Edge of a block, the unit a JPEG is coded in, in pixels. */
const BLOCK = 8;
/** Huffman codes of the magnitude of a block's mean, as ITU-T T.81 suggests them: how many of each length, then the magnitudes. */
const MEAN_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const MEAN_MAGNITUDES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
/** The only thing said about the details of a block: there are none. Its code is one bit, 0. */
const DETAIL_LENGTHS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const NO_DETAILS = 0;

/** Luminance and the two colour differences, each 0 to 255. */
type Colour = readonly [number, number, number];

/**
 * A baseline JPEG whose picture is a mosaic in which every block has one colour: then only the mean of each block has to be
 * coded. `colourAt` is asked once for every block, column and row counting from 0.
 */
export function makeJpeg(columns: number, rows: number, colourAt: (column: number, row: number) => Colour): Buffer {
  const size = [...word(rows * BLOCK), ...word(columns * BLOCK)];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    // All steps are 8: then the coded mean of a block is its colour itself.
    ...segment(0xdb, [0, ...new Array<number>(BLOCK * BLOCK).fill(BLOCK)]),
    ...segment(0xc0, [8, ...size, 3, ...[1, 2, 3].flatMap((component) => [component, 0x11, 0])]),
    ...segment(0xc4, [0x00, ...MEAN_LENGTHS, ...MEAN_MAGNITUDES]),
    ...segment(0xc4, [0x10, ...DETAIL_LENGTHS, NO_DETAILS]),
    ...segment(0xda, [3, ...[1, 2, 3].flatMap((component) => [component, 0x00]), 0, 63, 0]),
    ...scan(columns, rows, colourAt),
    ...[0xff, 0xd9],
  ]);
}

/** A soft gradient with a brighter board across the upper third: a shop front seen from far away. `hue` is any number. */
export function makeShopFront(hue: number): Buffer {
  const tint = (shift: number): number => 128 + Math.round(60 * Math.sin(hue + shift));
  return makeJpeg(40, 30, (column, row) => {
    const board = row >= 6 && row <= 10 && column >= 4 && column <= 35;
    return [board ? 225 : 60 + 3 * row + 2 * column, tint(0), tint(2)];
  });
}

function scan(columns: number, rows: number, colourAt: (column: number, row: number) => Colour): number[] {
  const codes = meanCodes();
  const before = [0, 0, 0];
  let bits = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      for (const [component, level] of colourAt(column, row).entries()) {
        const mean = Math.max(0, Math.min(255, Math.round(level))) - 128;
        bits += `${codeDifference(codes, mean - (before[component] ?? 0))}0`;
        before[component] = mean;
      }
    }
  }
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g) ?? [];
  // A 255 inside the scan is followed by 0, or it would begin a segment.
  return bytes.flatMap((byte) => (byte === '11111111' ? [0xff, 0] : [Number.parseInt(byte, 2)]));
}

/** The magnitude's code, then the difference in as many bits; a negative one counts down from all ones. */
function codeDifference(codes: readonly string[], difference: number): string {
  const magnitude = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  const value = difference < 0 ? difference + 2 ** magnitude - 1 : difference;
  return (codes[magnitude] ?? '') + (magnitude === 0 ? '' : value.toString(2).padStart(magnitude, '0'));
}

/** By magnitude. Codes count up; a longer one continues the count with a zero behind it. */
function meanCodes(): string[] {
  const codes: string[] = [];
  let next = 0;
  for (const [index, count] of MEAN_LENGTHS.entries()) {
    for (let n = 0; n < count; n += 1) codes.push((next++).toString(2).padStart(index + 1, '0'));
    next *= 2;
  }
  return codes;
}

function segment(marker: number, content: readonly number[]): number[] {
  return [0xff, marker, ...word(content.length + 2), ...content];
}

function word(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}
