// Screenshots made small: PNG as Chromium writes it (eight bits a channel, not interlaced) to PNG of at most 256 colours, which is what a page has, but for
// the shades at the edges of its letters.
import { deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const colours_max = 256;
const shades = 17; // a channel's values are multiples of this: 16 of them

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
	let value = index;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	return value >>> 0;
});

function crc(bytes) {
	let value = 0xffffffff;
	for (const byte of bytes) value = crcTable[(value ^ byte) & 255] ^ (value >>> 8);
	return (value ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function readChunks(png) {
	const chunks = {};
	for (let at = signature.length; at < png.length; ) {
		const bytes = png.readUInt32BE(at);
		const type = png.toString("latin1", at + 4, at + 8);
		(chunks[type] ??= []).push(png.subarray(at + 8, at + 8 + bytes));
		at += 12 + bytes;
	}
	return chunks;
}

function paeth(left, above, corner) {
	const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
	return a <= b && a <= c ? left : b <= c ? above : corner;
}

// Takes the filters of PNG's lines away, in place; `step` is the bytes of a pixel.
function unfilter(lines, width, height, step) {
	const stride = width * step + 1;
	for (let y = 0; y < height; y++)
		for (let x = 1, line = y * stride, kind = lines[line]; x < stride; x++) {
			const left = x > step ? lines[line + x - step] : 0;
			const above = y > 0 ? lines[line + x - stride] : 0;
			const corner = x > step && y > 0 ? lines[line + x - stride - step] : 0;
			lines[line + x] += [0, left, above, (left + above) >> 1, paeth(left, above, corner)][kind];
		}
	return stride;
}

// Each pixel as red, green and blue, rounded to a few shades, in one number.
function readPixels(png) {
	const { IHDR, IDAT } = readChunks(png);
	const [width, height] = [IHDR[0].readUInt32BE(0), IHDR[0].readUInt32BE(4)];
	const step = IHDR[0][9] === 6 ? 4 : 3;
	const lines = inflateSync(Buffer.concat(IDAT));
	const stride = unfilter(lines, width, height, step);
	const pixels = new Uint32Array(width * height);
	const round = (at) => Math.round(lines[at] / shades) * shades;
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const at = y * stride + 1 + x * step;
			pixels[y * width + x] = (round(at) << 16) | (round(at + 1) << 8) | round(at + 2);
		}
	return { width, height, pixels };
}

const distance = (a, b) => [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

// The most frequent colours, and for every colour the place of the one next to it.
function paletteOf(pixels) {
	const counts = new Map();
	for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
	const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
	const palette = byCount.slice(0, colours_max);
	const nearest = (colour) => palette.reduce((best, other, index) => (distance(colour, other) < distance(colour, palette[best]) ? index : best), 0);
	return { palette, places: new Map(byCount.map((colour, index) => [colour, index < colours_max ? index : nearest(colour)])) };
}

export function makeSmall(png) {
	const { width, height, pixels } = readPixels(png);
	const { palette, places } = paletteOf(pixels);
	const lines = Buffer.alloc((width + 1) * height);
	pixels.forEach((colour, index) => {
		lines[Math.floor(index / width) * (width + 1) + 1 + (index % width)] = places.get(colour);
	});
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 3, 0, 0, 0], 8);
	const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
	return Buffer.concat([signature, chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
