import type { ByteReader } from './byte-reader.ts';

/** The six streams over which WOFF2 spreads the outlines of a font. */
export interface OutlineStreams {
  contours: ByteReader;
  pointCounts: ByteReader;
  flags: ByteReader;
  coordinates: ByteReader;
  bounds: ByteReader;
  instructions: ByteReader;
}

interface Point {
  dx: number;
  dy: number;
}

/** The largest coordinate of a TrueType outline. */
const LIMIT = 0x7fff;
/** Bytes before the ends of the contours: their number and the four bounds. */
const HEADER = 10;

/**
 * Reads the next glyph of the streams and writes it as TrueType stores it. Hints are left out: a PDF viewer does not use
 * them. Composite glyphs are refused, the font shipped here has none.
 */
export function readOutline(streams: OutlineStreams, hasBounds: boolean): Buffer {
  const contourCount = streams.contours.int16();
  if (contourCount === 0) return Buffer.alloc(0);
  if (contourCount < 0) throw new Error('Composite glyphs are not supported');
  const head = Buffer.alloc(HEADER + 2 * contourCount + 2);
  head.writeInt16BE(contourCount, 0);
  let pointCount = 0;
  for (let contour = 0; contour < contourCount; contour++) {
    pointCount += streams.pointCounts.packedUint16();
    head.writeUInt16BE(pointCount - 1, HEADER + 2 * contour);
  }
  const outline = readPoints(streams, pointCount, head);
  streams.instructions.take(streams.coordinates.packedUint16());
  if (hasBounds) streams.bounds.take(HEADER - 2).copy(outline, 2);
  return outline;
}

/** One object and three buffers serve all points of a glyph, because the font has about nine million of them. */
function readPoints(streams: OutlineStreams, pointCount: number, head: Buffer): Buffer {
  const point: Point = { dx: 0, dy: 0 };
  const flags = Buffer.allocUnsafe(pointCount);
  const xs = Buffer.allocUnsafe(2 * pointCount);
  const ys = Buffer.allocUnsafe(2 * pointCount);
  let x = 0;
  let y = 0;
  let xLength = 0;
  let yLength = 0;
  let left = LIMIT;
  let bottom = LIMIT;
  let right = -LIMIT;
  let top = -LIMIT;
  for (let index = 0; index < pointCount; index++) {
    const flag = streams.flags.uint8();
    readDelta(point, flag & 0x7f, streams.coordinates);
    const { dx, dy } = point;
    xLength = packDelta(dx, xs, xLength);
    yLength = packDelta(dy, ys, yLength);
    flags[index] = (flag >> 7 === 0 ? 0x01 : 0) | deltaBits(dx, 0x02) | deltaBits(dy, 0x04);
    x += dx;
    y += dy;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  for (const [column, bound] of [left, bottom, right, top].entries()) head.writeInt16BE(bound, 2 + 2 * column);
  const padding = Buffer.alloc(-(head.length + pointCount + xLength + yLength) & 3);
  return Buffer.concat([head, flags, xs.subarray(0, xLength), ys.subarray(0, yLength), padding]);
}

/** The triplet coding of the WOFF2 specification, section 5.2: seven bits say how many bytes follow and what they mean. */
function readDelta(point: Point, code: number, bytes: ByteReader): void {
  if (code < 20) {
    const along = signed(code, (((code % 10) & 14) << 7) + bytes.uint8());
    point.dx = code < 10 ? 0 : along;
    point.dy = code < 10 ? along : 0;
  } else if (code < 84) {
    const low = bytes.uint8();
    point.dx = signed(code, 1 + ((code - 20) & 0x30) + (low >> 4));
    point.dy = signed(code >> 1, 1 + (((code - 20) & 0x0c) << 2) + (low & 0x0f));
  } else if (code < 120) {
    const high = code - 84;
    point.dx = signed(code, 1 + (((high / 12) | 0) << 8) + bytes.uint8());
    point.dy = signed(code >> 1, 1 + (((high % 12) >> 2) << 8) + bytes.uint8());
  } else if (code < 124) {
    const first = bytes.uint8();
    const second = bytes.uint8();
    point.dx = signed(code, (first << 4) + (second >> 4));
    point.dy = signed(code >> 1, ((second & 0x0f) << 8) + bytes.uint8());
  } else {
    point.dx = signed(code, bytes.uint16());
    point.dy = signed(code >> 1, bytes.uint16());
  }
}

function signed(flag: number, value: number): number {
  return (flag & 1) === 1 ? value : -value;
}

/** Writes the delta in its shortest form and gives the new length. */
function packDelta(delta: number, bytes: Buffer, length: number): number {
  if (delta === 0) return length;
  const size = delta < 0 ? -delta : delta;
  if (size < 256) {
    bytes[length] = size;
    return length + 1;
  }
  bytes[length] = delta >> 8;
  bytes[length + 1] = delta;
  return length + 2;
}

/** In TrueType the bit `short` marks a delta of one byte; the bit 8 times as high then is its sign, and else "no delta". */
function deltaBits(delta: number, short: 0x02 | 0x04): number {
  if (delta === 0) return short << 3;
  if (delta >= 256 || delta <= -256) return 0;
  return delta > 0 ? short | (short << 3) : short;
}
