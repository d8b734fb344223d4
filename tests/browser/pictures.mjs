// The pictures of docs/alliance.md, taken from the story's pages: BELLWETHER_PICTURES=$PWD/docs/pictures tests/browser/run.sh writes them and tests nothing else.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { withPage } from "./chromium.mjs";
import { pages } from "./pages.mjs";
import { makeSmall } from "./small_png.mjs";

const folder = process.env.BELLWETHER_PICTURES;
const bytes_max = 150_000;
const edge_px = 12;
const paper_px = { width: 703, height: 1009 }; // A4 without its margins

async function keep(name, png) {
	const small = makeSmall(png);
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, `${name}.png`), small);
	assert.ok(small.length < bytes_max, `${name}.png has ${small.length} bytes`);
}

// The boxes' hull on the whole page; what is hidden, or stands in its parent's place, has none.
function hull(elements) {
	const boxes = elements.map((one) => one.getBoundingClientRect()).filter((box) => box.width > 1);
	const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
	return { x: left, y: top + scrollY, width: Math.max(...boxes.map((box) => box.right)) - left, height: Math.max(...boxes.map((box) => box.bottom)) - top };
}

async function cut(page, selector) {
	const { x, y, width, height } = await page.locator(selector).evaluateAll(hull);
	const clip = { x: Math.max(0, x - edge_px), y: Math.max(0, y - edge_px), width: width + 2 * edge_px, height: height + 2 * edge_px };
	return page.screenshot({ clip, fullPage: true });
}

test("region: the month's warnings and the beginning of the table", async () => {
	await withPage("desktop", pages.region.path, async (page) => {
		const { y, height } = await page.locator("#indicators tbody tr:nth-child(4)").evaluateAll(hull);
		await keep("region", await page.screenshot({ clip: { x: 0, y: 0, width: 1280, height: y + height }, fullPage: true }));
	});
});

test("indicator: the ranking and the funnel beside it", async () => {
	await withPage("desktop", pages.indicator.path, async (page) => keep("indicator", await cut(page, ":is(#ranking, #funnel) > :is(figcaption, svg)")));
});

test("council: a chart with its inspections", async () => {
	await withPage("desktop", pages.council.path, async (page) => keep("council", await cut(page, "#chart")));
});

test("phone: the region's page in a hand", async () => {
	await withPage("narrow", pages.region.path, async (page) => keep("phone", await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 760 }, fullPage: true })));
});

test("pack: two sides of paper", async () => {
	const sides = await withPage("paper", pages.pack.path, async (page) => {
		const taken = [];
		for (const index of [0, 2]) {
			const { x, y } = await page.locator(".bw-pack__page").nth(index).evaluate((one) => ({ x: one.getBoundingClientRect().left, y: one.getBoundingClientRect().top + scrollY }));
			taken.push(await page.screenshot({ clip: { x, y, ...paper_px }, fullPage: true }));
		}
		return taken;
	});
	await withPage("desktop", pages.nothing.path, async (page) => {
		const images = sides.map((png) => `<img width="560" src="data:image/png;base64,${png.toString("base64")}">`).join(" ");
		const tab = await page.context().newPage();
		await tab.setContent(`<body style="margin: 0; padding: 20px; background: #b1b4b6; display: flex; gap: 40px"><style>img { padding: 20px; background: #fff }</style>${images}</body>`);
		const png = await tab.screenshot({ fullPage: true });
		await tab.close();
		await keep("pack", png);
	});
});
