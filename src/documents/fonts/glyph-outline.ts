import { ByteReader } from './byte-reader.ts';
import { padToWords } from './sfnt.ts';

interface Point {
  dx: number;
  dy: number;
  onCurve: boolean;
}

/** The six streams over which WOFF2 spreads the outlines of a font. */
export interface OutlineStreams {
  contours: ByteReader;
  pointCounts: ByteReader;
  flags: ByteReader;
  coordinates: ByteReader;
  bounds: ByteReader;
  instructions: ByteReader;
}

/**
 * Reads the next glyph of the streams and writes it as TrueType stores it. Hints are left out: a PDF viewer does not use
 * them. Composite glyphs are refused, the font shipped here has none.
 */
export function readOutline(streams: OutlineStreams, hasBounds: boolean): Buffer {
  const contourCount = streams.contours.int16();
  if (contourCount === 0) return Buffer.alloc(0);
  if (contourCount < 0) throw new Error('Composite glyphs are not supported');
  const ends: number[] = [];
  let count = 0;
  for (let contour = 0; contour < contourCount; contour++) {
    count += streams.pointCounts.packedUint16();
    ends.push(count - 1);
  }
  const points = Array.from({ length: count }, () => readPoint(streams));
  streams.instructions.take(streams.coordinates.packedUint16());
  const bounds = hasBounds ? streams.bounds.take(8) : boundsOf(points);
  return writeOutline(ends, points, bounds);
}

/** The triplet coding of the WOFF2 specification, section 5.2: seven bits say how many bytes follow and what they mean. */
function readPoint({ flags, coordinates }: OutlineStreams): Point {
  const flag = flags.uint8();
  const onCurve = (flag & 0x80) === 0;
  const code = flag & 0x7f;
  const byte = () => coordinates.uint8();
  if (code < 10) return { dx: 0, dy: signed(code, ((code & 14) << 7) + byte()), onCurve };
  if (code < 20) return { dx: signed(code, (((code - 10) & 14) << 7) + byte()), dy: 0, onCurve };
  if (code < 84) {
    const high = code - 20;
    const low = byte();
    const dx = signed(code, 1 + (high & 0x30) + (low >> 4));
    return { dx, dy: signed(code >> 1, 1 + ((high & 0x0c) << 2) + (low & 0x0f)), onCurve };
  }
  if (code < 120) {
    const high = code - 84;
    const dx = signed(code, 1 + (Math.trunc(high / 12) << 8) + byte());
    return { dx, dy: signed(code >> 1, 1 + (((high % 12) >> 2) << 8) + byte()), onCurve };
  }
  if (code < 124) {
    const first = byte();
    const second = byte();
    const dx = signed(code, (first << 4) + (second >> 4));
    return { dx, dy: signed(code >> 1, ((second & 0x0f) << 8) + byte()), onCurve };
  }
  const dx = signed(code, coordinates.uint16());
  return { dx, dy: signed(code >> 1, coordinates.uint16()), onCurve };
}

function signed(flag: number, value: number): number {
  return (flag & 1) === 1 ? value : -value;
}

function boundsOf(points: readonly Point[]): Buffer {
  let [x, y] = [0, 0];
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { dx, dy } of points) {
    x += dx;
    y += dy;
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return int16s([left, bottom, right, top]);
}

function writeOutline(ends: readonly number[], points: readonly Point[], bounds: Buffer): Buffer {
  const flags = Buffer.alloc(points.length);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [index, { dx, dy, onCurve }] of points.entries()) {
    const x = packDelta(dx, xs) ? 0x02 : 0;
    const y = packDelta(dy, ys) ? 0x04 : 0;
    // With a short delta the second bit is its sign, otherwise it says that the coordinate stays.
    const xBit = (x === 0 ? dx === 0 : dx > 0) ? 0x10 : 0;
    const yBit = (y === 0 ? dy === 0 : dy > 0) ? 0x20 : 0;
    flags[index] = (onCurve ? 1 : 0) | x | y | xBit | yBit;
  }
  const head = Buffer.concat([int16s([ends.length]), bounds, int16s([...ends, 0])]);
  return padToWords(Buffer.concat([head, flags, Buffer.from(xs), Buffer.from(ys)]));
}

/** Appends the delta in the shortest form; true when it took one byte. */
function packDelta(delta: number, bytes: number[]): boolean {
  if (delta === 0) return false;
  if (Math.abs(delta) < 256) {
    bytes.push(Math.abs(delta));
    return true;
  }
  bytes.push((delta >> 8) & 0xff, delta & 0xff);
  return false;
}

function int16s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * index);
  return bytes;
}
