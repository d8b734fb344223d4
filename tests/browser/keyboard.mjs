// The pages by keyboard alone: order, visible focus, the skip link, the search, sorting, folding, the form. In forced colours the focus is seen as well.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "./chromium.mjs";
import { pages } from "./pages.mjs";

const timeout = 120_000;
const walked = ["home", "indicator", "council", "compare", "warnings", "definitions", "data", "pack", "find-several", "nothing"];

// Focuses, one after the other, everything that takes focus; gives what cannot be seen to have it. After a key was pressed the browser shows the focus of
// scripts as that of the keyboard.
function unseen() {
	const look = (one) => {
		const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(one);
		return { outline: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2, rest: `${boxShadow} ${backgroundColor}` };
	};
	const forced = matchMedia("(forced-colors: active)").matches;
	const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")].filter((one) => one.checkVisibility() && !one.disabled);
	const found = [];
	for (const one of all) {
		one.blur();
		const before = look(one);
		one.focus();
		const now = look(one);
		const box = one.getBoundingClientRect();
		const name = `${one.tagName} ${one.textContent.trim().slice(0, 30)}`;
		if (document.activeElement !== one) found.push(`takes no focus: ${name}`);
		else if (!(now.outline || (!forced && now.rest !== before.rest))) found.push(`shows no focus: ${name}`);
		else if (box.bottom <= 0 || box.top >= innerHeight || box.width === 0) found.push(`has focus out of sight: ${name}`);
	}
	return { found, count: all.length };
}

for (const name of walked) {
	test(`${name}: whatever takes focus shows it`, { timeout }, async () => {
		for (const view of ["desktop", "forced"]) {
			await withPage(view, pages[name].path, async (page) => {
				await page.keyboard.press("Tab");
				const { found, count } = await page.evaluate(unseen);
				assert.deepEqual(found, [], view);
				assert.ok(count > 8, `${count} places`);
			});
		}
	});
}

test("Tab goes over the page in its own order, and leaves nothing out", { timeout }, async () => {
	for (const name of ["find-several", "definition", "warnings"]) {
		await withPage("desktop", pages[name].path, async (page) => {
			const wanted = await page.locator("a[href]:visible, button:visible, input:visible, select:visible, summary:visible, [tabindex='0']:visible").count();
			const places = [];
			for (let step = 0; step < wanted; step++) {
				await page.keyboard.press("Tab");
				places.push(await page.evaluate(() => [...document.querySelectorAll("*")].indexOf(document.activeElement)));
			}
			assert.deepEqual(places, [...new Set(places)].sort((a, b) => a - b), name);
			assert.equal(places.length, wanted);
		});
	}
});

test("the skip link leads past the navigation", { timeout }, async () => {
	await withPage("desktop", pages.region.path, async (page) => {
		await page.keyboard.press("Tab");
		assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to main content");
		await page.keyboard.press("Enter");
		assert.equal(await page.evaluate(() => location.hash), "#main");
		await page.keyboard.press("Tab");
		assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
	});
});

test("the search finds a council by its name and its codes, and leads to its page", { timeout }, async () => {
	await withPage("desktop", pages.region.path, async (page) => {
		const field = page.getByRole("combobox", { name: "Find a council" });
		await field.focus();
		for (const words of ["st helens", "342", "E08000013"]) {
			await field.fill("");
			await page.keyboard.type(words);
			await page.getByRole("option", { name: /^St\. Helens/ }).first().waitFor();
			assert.match(await page.getByRole("option").first().textContent(), /^St\. Helens/, words);
		}
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/council\?council=342/);
		assert.match(page.url(), /month=2021-10/, "the month stays");
	});
});

test("without scripts the search is a form that does the same", { timeout }, async () => {
	for (const words of ["st helens", "342", "E08000013"]) {
		await withPage("plain", pages.find.path, async (page) => {
			await page.locator("#find").fill(words);
			await page.keyboard.press("Enter");
			await page.waitForURL(/\/council\?council=342/);
		});
	}
});

test("a heading's button sorts its table", { timeout }, async () => {
	await withPage("desktop", pages.council.path, async (page) => {
		const table = page.locator("#profile-workforce table");
		const values = () => table.locator("tbody td:nth-child(2)").evaluateAll((all) => all.map((cell) => cell.dataset.value).filter(Boolean).map(Number));
		const before = await values();
		const button = table.getByRole("button", { name: "St. Helens" });
		await button.focus();
		await page.keyboard.press("Enter");
		const head = table.locator("thead th").nth(1);
		const first = await head.getAttribute("aria-sort");
		const ascending = [...before].sort((a, b) => a - b);
		assert.deepEqual(await values(), first === "ascending" ? ascending : ascending.reverse());
		await page.keyboard.press("Enter");
		assert.notEqual(await head.getAttribute("aria-sort"), first);
		assert.ok(await button.evaluate((one) => one === document.activeElement), "the focus stays");
	});
});

test("a folded table is unfolded and folded by its button", { timeout }, async () => {
	await withPage("desktop", pages.indicator.path, async (page) => {
		const figure = page.locator("#funnel");
		await figure.getByRole("button", { name: "Show the table" }).focus();
		await page.keyboard.press("Enter");
		assert.ok(await figure.locator("table").isVisible());
		await page.keyboard.press("Enter");
		assert.ok(!(await figure.locator("table").isVisible()));
	});
});

test("the form asks for another page, and the address is the state", { timeout }, async () => {
	await withPage("desktop", pages.indicator.path, async (page) => {
		const form = page.getByRole("form", { name: "Choose what is shown" });
		await form.getByLabel("Indicator").selectOption("caseload_fte");
		await form.getByLabel("Month").selectOption("2021-09");
		await form.getByRole("button", { name: "Show" }).focus();
		await page.keyboard.press("Enter");
		await page.waitForURL(/caseload_fte/);
		assert.match(await page.locator("h1").textContent(), /caseload.*September 2021/is);
		assert.match(page.url(), /council=342/, "the council in focus stays");
		assert.equal(await form.getByLabel("Indicator").inputValue(), "caseload_fte");
	});
});
