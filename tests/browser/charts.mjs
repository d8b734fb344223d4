// The pages' charts as they are drawn: what those hear of them who do not see them, that arrow keys walk over their marks, and that a bar is as long as its
// value. How each kind is drawn is tested in tests/dashboards, over tables of its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "./chromium.mjs";
import { pages } from "./pages.mjs";

const timeout = 60_000;
const kinds = [
	["bars", pages.indicator.path],
	["funnel", pages.indicator.path],
	["multiples", pages.indicator.path],
	["series", pages.council.path],
	["tiles", pages.region.path],
	["lines", pages.compare.path],
];

// The accessibility tree of an element: its nodes that are not ignored, in order, with the names of their roles.
async function heard(page, session, selector) {
	const { root } = await session.send("DOM.getDocument");
	const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
	const { node } = await session.send("DOM.describeNode", { nodeId });
	const { nodes } = await session.send("Accessibility.queryAXTree", { backendNodeId: node.backendNodeId });
	return nodes.filter((one) => !one.ignored).map((one) => ({ role: one.role.value, name: (one.name?.value ?? "").trim(), properties: one.properties ?? [] }));
}

const property = (node, name) => node.properties.find((one) => one.name === name)?.value.value;

for (const [kind, path] of kinds) {
	test(`${kind}: a picture with a name, and its table`, { timeout }, async () => {
		await withPage("desktop", path, async (page, _response, session) => {
			const figure = page.locator(`figure[data-chart=${kind}]`).first();
			const selector = `#${await figure.getAttribute("id")}`;
			const title = (await figure.locator(".bw-figure__title").textContent()).trim();
			const before = await heard(page, session, selector);
			const pictures = before.filter(({ role }) => ["image", "img"].includes(role));
			assert.equal(pictures.length, 1, JSON.stringify(before.map(({ role }) => role)));
			assert.ok(pictures[0].name.split(" ").length > 2, `its name says something: ${pictures[0].name}`);
			assert.ok(before.some(({ role, name }) => role === "heading" && name === title), "its title is a heading");
			const button = before.find(({ role, name }) => role === "button" && name === "Show the table");
			if (button) {
				assert.equal(property(button, "expanded"), false);
				await figure.getByRole("button", { name: "Show the table" }).click();
			}
			const after = await heard(page, session, selector);
			assert.ok(after.some(({ role, name }) => role === "region" && name === `Table: ${title}`), "its table is in a region with a name");
			assert.ok(after.some(({ role, name }) => role === "table" && name === title), "its table has a caption");
			const rows = await figure.locator("tbody tr").count();
			assert.equal(after.filter(({ role }) => role === "rowheader").length, rows, "every row has its head");
		});
	});

	test(`${kind}: arrow keys walk over its marks, and Escape ends it`, { timeout }, async () => {
		await withPage("desktop", path, async (page) => {
			const figure = page.locator(`figure[data-chart=${kind}]`).first();
			const voice = figure.locator("[aria-live]").first();
			await figure.locator("svg.bw-figure__picture").focus();
			await page.keyboard.press("ArrowRight");
			const first = await voice.textContent();
			const known = await figure.locator("tbody th, thead th").evaluateAll((all) => all.map((one) => one.firstChild.textContent.trim()).filter((words) => words.length > 2));
			assert.ok(known.some((words) => first.includes(words)), `it says a row's or a column's name: ${first}`);
			await page.keyboard.press("ArrowRight");
			assert.notEqual(await voice.textContent(), first);
			assert.notEqual(await figure.locator(".bw-tip").textContent(), "");
			await page.keyboard.press("Escape");
			assert.equal(await figure.locator(".bw-tip").textContent(), "");
		});
	});
}

test("bars are as long as the values in their table", { timeout }, async () => {
	for (const view of ["desktop", "narrow", "large"]) {
		await withPage(view, pages.indicator.path, async (page) => {
			const ratios = await page.locator("#ranking").evaluate((figure) => {
				const values = [...figure.querySelectorAll("tbody tr[data-role=council] td:nth-child(3)")].map((cell) => cell.dataset.value).filter(Boolean);
				const bars = [...figure.querySelectorAll("rect.bw-ink--bar, rect.bw-ink--bar-focus")].map((bar) => bar.getBoundingClientRect().width);
				return bars.map((width, index) => width / Number(values[index]));
			});
			assert.equal(ratios.length, 23, view);
			assert.ok(Math.max(...ratios) / Math.min(...ratios) < 1.02, `${view}: ${ratios}`);
		});
	}
});

test("the sparklines of the heat table are drawn, and nobody has to hear them", { timeout }, async () => {
	await withPage("desktop", pages.region.path, async (page) => {
		const places = await page.locator("#indicators .bw-trend").count();
		assert.ok(places > 200);
		assert.equal(await page.locator("#indicators .bw-trend > svg[aria-hidden=true] path").count() >= places, true);
	});
});

test("a sparkline of the heat table lies on neither its letter nor its arrow's words", { timeout }, async () => {
	for (const view of ["desktop", "narrow", "large"]) {
		await withPage(view, pages.region.path, async (page) => {
			const met = await page.evaluate(() => {
				const meets = (one, other) => one.right > other.left + 0.5 && one.left < other.right - 0.5 && one.bottom > other.top + 0.5 && one.top < other.bottom - 0.5;
				const words = (one) => {
					const range = document.createRange();
					range.selectNodeContents(one);
					return range.getBoundingClientRect();
				};
				const lies = (trend) => [...trend.parentElement.querySelectorAll(".bw-band, .bw-arrow")].some((one) => meets(one.matches(".bw-band") ? one.getBoundingClientRect() : words(one), trend.getBoundingClientRect()));
				return [...document.querySelectorAll("#indicators .bw-trend")].filter(lies).map((trend) => trend.parentElement.textContent);
			});
			assert.deepEqual(met, [], view);
		});
	}
});
