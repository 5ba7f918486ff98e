// Evidence is given in bytes of the note's UTF-8; the page counts UTF-16 units. This is the ruler
// with both scales.

const ASCII = /^[\x00-\x7f]*$/;

export class Ruler {
  #bytes = null;

  constructor(text) {
    this.length = text.length;
    if (ASCII.test(text)) return;
    const bytes = new Uint32Array(text.length + 1);
    let at = 0;
    for (let i = 0; i < text.length; i += 1) {
      bytes[i] = at;
      const unit = text.charCodeAt(i);
      const pair = unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
      if (pair) {
        i += 1;
        bytes[i] = at; // within a character: counts as its beginning
        at += 4;
      } else {
        at += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
      }
    }
    bytes[text.length] = at;
    this.#bytes = bytes;
  }

  /// The byte at which the UTF-16 unit stands.
  byte(index) {
    const within = Math.max(0, Math.min(index, this.length));
    return this.#bytes ? this.#bytes[within] : within;
  }

  /// The first UTF-16 unit at or after the byte.
  index(byte) {
    if (!this.#bytes) return Math.max(0, Math.min(byte, this.length));
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bytes[middle] < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
