// A picture of the browser with 256 colours: a page has few, and is then a third as large.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const COLOURS = 256;

/// A PNG of 8-bit RGB, as the browser writes it, as one with a palette.
export function packed(png) {
  const chunks = read(png);
  const head = chunks.find((c) => c.kind === "IHDR").body;
  if (head[8] !== 8 || head[9] !== 2) throw new Error("not a picture in 8-bit RGB");
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const data = Buffer.concat(chunks.filter((c) => c.kind === "IDAT").map((c) => c.body));
  const { palette, places } = reduced(pixels(inflateSync(data), width, height));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) places.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
  const begins = Buffer.from(head);
  begins[9] = 3;
  return Buffer.concat([png.subarray(0, 8), chunk("IHDR", begins), chunk("PLTE", palette), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

function read(png) {
  const chunks = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ kind: png.toString("latin1", at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/// Takes back the filter of each row (PNG, third edition, section 9).
function pixels(rows, width, height) {
  const wide = width * 3;
  const all = Buffer.alloc(wide * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (wide + 1)];
    for (let x = 0; x < wide; x += 1) {
      const here = y * wide + x;
      const left = x < 3 ? 0 : all[here - 3];
      const above = y ? all[here - wide] : 0;
      const corner = y && x >= 3 ? all[here - wide - 3] : 0;
      const guess = [0, left, above, (left + above) >> 1, filter === 4 ? paeth(left, above, corner) : 0][filter];
      all[here] = rows[y * (wide + 1) + 1 + x] + guess;
    }
  }
  return all;
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((v) => Math.abs(guess - v));
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/// The colours that are used most, and for each pixel the nearest of them.
function reduced(all) {
  const counts = new Map();
  const colour = (at) => all.readUIntBE(at, 3);
  for (let at = 0; at < all.length; at += 3) counts.set(colour(at), (counts.get(colour(at)) ?? 0) + 1);
  const kept = [...counts].sort((a, b) => b[1] - a[1]).slice(0, COLOURS).map(([c]) => c);
  const place = new Map(kept.map((c, n) => [c, n]));
  const apart = (a, b) => [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);
  for (const c of counts.keys()) {
    if (place.has(c)) continue;
    let best = 0;
    kept.forEach((k, n) => { if (apart(c, k) < apart(c, kept[best])) best = n; });
    place.set(c, best);
  }
  const palette = Buffer.alloc(kept.length * 3);
  kept.forEach((c, n) => palette.writeUIntBE(c, n * 3, 3));
  const places = Buffer.alloc(all.length / 3);
  for (let n = 0; n < places.length; n += 1) places[n] = place.get(colour(n * 3));
  return { palette, places };
}

function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
