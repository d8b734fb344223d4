// Every page in every view: nothing that axe finds, nothing beside the window, nothing on the console, nothing that moves; a screenshot of each.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { runAxe } from "./axe.mjs";
import { base, withPage } from "./chromium.mjs";
import { sideways, spilled, unreachable } from "./layout.mjs";
import { markupFaults } from "./markup.mjs";
import { pages } from "./pages.mjs";
import { views } from "./views.mjs";

const shots = process.env.BELLWETHER_SHOTS;
const shift_max = 0.01;
const rules_min = 15;
const timeout = 300_000; // of six views, on a machine that has much else to do
if (shots) await mkdir(shots, { recursive: true });

async function shiftFaults(page) {
	const { shifts } = await page.evaluate(() => window.watched);
	const sum = shifts.reduce((all, [value]) => all + value, 0);
	return sum < shift_max ? [] : [`moves by ${sum.toFixed(3)}: ${shifts.map((one) => one.slice(1).join(" ")).join("; ")}`];
}

async function axeFaults(session) {
	const { applied, violations } = await runAxe(session);
	return applied >= rules_min ? violations : [...violations, `only ${applied} rules were applied`];
}

// What only one view is looked at for.
const own = {
	plain: async (page) => [
		...((await page.locator(".bw-figure__picture:visible, .bw-print:visible, figure button:visible").count()) === 0 ? [] : ["without scripts something is shown that needs one"]),
		...((await page.locator(".bw-figure__table:visible").count()) === (await page.locator(".bw-figure__table").count()) ? [] : ["without scripts a table is not shown"]),
	],
	large: async (page) => {
		const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
		return size === "32px" ? [] : [`letters of ${size}`];
	},
	paper: async (page) => {
		const shown = await page.locator("nav:not(.bw-pack__contents):visible, form:visible, :not(thead *) > button:visible, .bw-figure__files:visible").evaluateAll((all) => all.map((one) => `on paper: ${one.outerHTML.slice(0, 80)}`));
		const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
		return paper.subarray(0, 5).toString() === "%PDF-" ? shown : [...shown, "it cannot be printed"];
	},
};

async function faultsOf(view, page, session) {
	return [
		...(views[view].isForAxe ? await axeFaults(session) : []),
		...(await page.evaluate(sideways)),
		...(await page.evaluate(unreachable)),
		...(await page.evaluate(spilled)),
		...(views[view].isStill ? await shiftFaults(page) : []),
		...((await own[view]?.(page)) ?? []),
	];
}

// One page in one view: its faults as lines.
async function walk(name, view) {
	const { path, status = 200 } = pages[name];
	try {
		return await withPage(view, path, async (page, response, session) => {
			const faults = response.status() === status ? await faultsOf(view, page, session) : [`status ${response.status()}`];
			// Last: for a picture of all of it the window is made higher, which moves things.
			if (shots) await page.screenshot({ path: join(shots, `${name}-${view}.png`), fullPage: true });
			return faults;
		});
	} catch (error) {
		return [error.message];
	}
}

// All views of a page, two at a time: a machine with two processors has work for both.
async function walkViews(name) {
	const waiting = Object.keys(views);
	const found = {};
	const next = async () => {
		for (let view = waiting.shift(); view; view = waiting.shift()) {
			const faults = await walk(name, view);
			if (faults.length > 0) found[view] = faults;
		}
	};
	await Promise.all([next(), next()]);
	return found;
}

for (const [name, { path, status = 200 }] of Object.entries(pages)) {
	test(`${name}: accessible, in its window, silent and still in every view`, { timeout }, async () => {
		assert.deepEqual(await walkViews(name), {});
	});

	test(`${name}: the HTML is valid, and says how it may be used`, async () => {
		const response = await fetch(new URL(path, base));
		assert.equal(response.status, status);
		assert.match(response.headers.get("content-security-policy"), /^default-src 'none';/);
		assert.deepEqual(markupFaults(await response.text()), []);
	});
}

test("the walk has every page of the navigation", async () => {
	await withPage("desktop", "/", async (page) => {
		const linked = await page.locator("nav[aria-label=Pages] a").evaluateAll((all) => all.map((one) => new URL(one.href).pathname));
		const walked = Object.values(pages).map(({ path }) => new URL(path, base).pathname);
		assert.deepEqual(linked.filter((path) => !walked.includes(path)), []);
	});
});

test("axe would find a fault", async () => {
	await withPage("desktop", pages.definition.path, async (page, _response, session) => {
		await session.send("Runtime.evaluate", { expression: `document.documentElement.lang = ""` });
		assert.ok((await runAxe(session)).violations.some((one) => one.startsWith("html-has-lang")));
	});
});
