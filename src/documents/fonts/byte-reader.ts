/** Reads big-endian numbers one after the other, as font files store them. */
export class ByteReader {
  private readonly bytes: Buffer;
  private offset: number;

  constructor(bytes: Buffer, offset = 0) {
    this.bytes = bytes;
    this.offset = offset;
  }

  uint8(): number {
    const byte = this.bytes[this.offset++];
    if (byte === undefined) throw new RangeError('The font file ends early');
    return byte;
  }

  int16(): number {
    this.offset += 2;
    return this.bytes.readInt16BE(this.offset - 2);
  }

  uint16(): number {
    this.offset += 2;
    return this.bytes.readUInt16BE(this.offset - 2);
  }

  uint32(): number {
    this.offset += 4;
    return this.bytes.readUInt32BE(this.offset - 4);
  }

  take(length: number): Buffer {
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  rest(): Buffer {
    return this.bytes.subarray(this.offset);
  }

  /** WOFF2 `UIntBase128`: seven bits a byte, the high bit says that more follow. */
  base128(): number {
    let value = 0;
    for (;;) {
      const byte = this.uint8();
      value = value * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) return value;
    }
  }

  /** WOFF2 `255UInt16`: one byte below 253, otherwise one or two further bytes. */
  packedUint16(): number {
    const code = this.uint8();
    if (code === 253) return this.uint16();
    if (code === 254) return this.uint8() + 506;
    if (code === 255) return this.uint8() + 253;
    return code;
  }
}
