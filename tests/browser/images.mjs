// The files of pictures: an SVG that stands on its own, and a PNG twice as fine.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { withPage } from "./chromium.mjs";
import { pages } from "./pages.mjs";

const timeout = 60_000;
const figures = [
	["#ranking", pages.indicator.path],
	["#funnel", pages.indicator.path],
	["#trend", pages.indicator.path],
	["#chart", pages.council.path],
	["[data-chart=tiles]", pages.region.path],
	["[data-chart=lines]", pages.compare.path],
];

async function download(page, figure, name) {
	const [file] = await Promise.all([page.waitForEvent("download"), figure.getByRole("button", { name }).click()]);
	return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

// What would be missing where the file is opened alone: styles by class, scripts, pictures, fonts and other files.
function dependencies(text) {
	const file = new DOMParser().parseFromString(text, "image/svg+xml");
	if (file.querySelector("parsererror")) return [file.querySelector("parsererror").textContent];
	const all = [...file.querySelectorAll("*")];
	const foreign = all.filter((one) => ["script", "style", "image", "use", "foreignObject", "a"].includes(one.localName)).map((one) => one.localName);
	const drawn = all.filter((one) => ["rect", "path", "line", "circle"].includes(one.localName) && !one.hasAttribute("fill") && !one.hasAttribute("stroke"));
	const named = all.flatMap((one) => [...one.attributes]).filter(({ name, value }) => /^(on|href|style)/.test(name) || /url\(/.test(value)).map(({ name }) => name);
	return [...foreign, ...drawn.map((one) => `${one.localName} without a colour`), ...named];
}

// All that is written in it: a long sentence stands in several lines.
const linesOf = (text) => [...new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("text")].map((one) => one.textContent).join(" ");

for (const [selector, path] of figures) {
	test(`${selector}: its picture's files stand on their own`, { timeout }, async () => {
		await withPage("desktop", path, async (page) => {
			const figure = page.locator(selector).first();
			const title = (await figure.locator(".bw-figure__title").textContent()).trim();
			const svg = await download(page, figure, "Picture (SVG)");
			const text = svg.bytes.toString("utf8");
			assert.match(svg.name, /^[a-z0-9_-]+\.svg$/);
			assert.deepEqual(await page.evaluate(dependencies, text), []);
			const shown = await page.evaluate(linesOf, text);
			for (const words of [title, "Open Government Licence", new URL(page.url()).origin]) assert.ok(shown.includes(words), words);
			const [, width, height] = text.match(/<svg[^>]* width="(\d+)" height="(\d+)"/);
			const png = await download(page, figure, "Picture (PNG)");
			assert.equal(png.name, svg.name.replace(".svg", ".png"));
			assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
			assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [2 * Number(width), 2 * Number(height)]);
		});
	});
}
