// The pages in a real browser. BELLWETHER_BASE is the address of a bellwether-web that serves the demonstration's figures, or others of the North West
// with returns for September 2021; BELLWETHER_SHOTS, when it is set, a folder for screenshots.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parse } from "parse5";
import { chromium } from "playwright-core";

const base = process.env.BELLWETHER_BASE;
const shots = process.env.BELLWETHER_SHOTS;
const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const pages = {
	home: "/",
	ranking: "/rankings?indicator=vacancy_rate_fte&month=2021-09&area=North+West",
	caseload: "/rankings?indicator=caseload_fte&month=2021-09&area=North+West",
	shares: "/rankings?indicator=vacancy_agency_cover_rate_fte&month=2021-09&area=North+West",
	england: "/rankings?indicator=vacancy_rate_fte&month=2021-09&area=England",
	empty: "/rankings?indicator=vacancy_rate_fte&month=2015-01&area=London",
	refused: "/rankings?month=soon",
	nothing: "/nothing",
};

const views = {
	desktop: { viewport: { width: 1280, height: 900 } },
	narrow: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
	forced: { viewport: { width: 1280, height: 900 }, forcedColors: "active", colorScheme: "dark" },
	tablet: { viewport: { width: 768, height: 1024 } },
};

let browser;
let profile;

before(async () => {
	assert.ok(base, "BELLWETHER_BASE must be set: run tests/browser/run.sh");
	profile = await mkdtemp(join(tmpdir(), "bellwether-browser-"));
	browser = await chromium.launch({
		executablePath: process.env.BELLWETHER_CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
		env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
	});
	if (shots) await mkdir(shots, { recursive: true });
});

after(async () => {
	await browser?.close();
	if (profile) await rm(profile, { recursive: true, force: true });
});

// What stands out of the window sideways: it can be lost without the page scrolling. The skip link and the narrow table's head are out of sight on purpose.
const sideways = () =>
	[...document.body.querySelectorAll("*")]
		.filter((one) => !one.closest(".skip, thead") && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
		.map((one) => `${one.tagName}.${one.getAttribute("class")} ${one.textContent.trim().slice(0, 30)}`);

// Opens a page, fails on whatever the console has to say (a breach of the content policy, a missing file) and on requests to other machines.
async function withPage(view, path, use, options = {}) {
	const context = await browser.newContext({ baseURL: base, locale: "en-GB", reducedMotion: "reduce", ...views[view], ...options });
	const complaints = [];
	try {
		const page = await context.newPage();
		page.on("console", (message) => complaints.push(message.text()));
		page.on("pageerror", (error) => complaints.push(String(error)));
		page.on("request", (request) => {
			if (!request.url().startsWith(base)) complaints.push(`asks for ${request.url()}`);
		});
		const response = await page.goto(path);
		await use(page, response);
		const own = complaints.filter((text) => !/status of (400|404)/.test(text));
		assert.deepEqual(own, [], `${path} at ${view}`);
	} finally {
		await context.close();
	}
}

test("the ranking scrolls sideways at no width", async () => {
	await withPage("desktop", pages.ranking, async (page) => {
		for (let width = 320; width <= 1480; width += 20) {
			await page.setViewportSize({ width, height: 800 });
			assert.deepEqual(await page.evaluate(sideways), [], `at ${width} px`);
		}
	});
});

for (const [view, options] of Object.entries(views)) {
	for (const [name, path] of Object.entries(pages)) {
		test(`${name} at ${view}: no axe violation and no sideways scrolling`, async () => {
			await withPage(view, path, async (page) => {
				if (shots) await page.screenshot({ path: join(shots, `${name}-${view}.png`), fullPage: true });
				const overflow = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
				assert.ok(overflow <= 0, `${overflow} px wider than ${options.viewport.width}`);
				assert.deepEqual(await page.evaluate(sideways), []);
				// Through the debugger, not as a script of the page: the content policy lets the page have none.
				const session = await page.context().newCDPSession(page);
				await session.send("Runtime.evaluate", { expression: axeSource });
				const answer = await session.send("Runtime.evaluate", {
					expression: `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
						.then((result) => JSON.stringify({ passes: result.passes.length, violations: result.violations.map((one) =>
							[one.id, one.nodes.map((node) => node.html + " " + node.failureSummary)]) }))`,
					awaitPromise: true,
					returnByValue: true,
				});
				const result = JSON.parse(answer.result.value);
				assert.deepEqual(result.violations, []);
				assert.ok(result.passes > 15, `only ${result.passes} rules were applied`);
			});
		});
	}
}

test("axe would find a fault", async () => {
	await withPage("desktop", pages.ranking, async (page) => {
		const session = await page.context().newCDPSession(page);
		await session.send("Runtime.evaluate", { expression: `document.documentElement.lang = ""; ${axeSource}` });
		const answer = await session.send("Runtime.evaluate", {
			expression: `axe.run().then((result) => result.violations.length)`,
			awaitPromise: true,
			returnByValue: true,
		});
		assert.ok(answer.result.value > 0);
	});
});

for (const [name, path] of Object.entries(pages)) {
	test(`${name}: the HTML has no error`, async () => {
		const response = await fetch(new URL(path, base));
		const errors = [];
		parse(await response.text(), { onParseError: (error) => errors.push(`${error.code} in line ${error.startLine}`) });
		assert.deepEqual(errors, []);
	});
}

test("without JavaScript everything is there", async () => {
	await withPage(
		"desktop",
		pages.ranking,
		async (page) => {
			assert.equal(await page.locator("tbody tr").count(), 23);
			const row = page.locator("tbody tr").filter({ has: page.getByRole("rowheader", { name: /^St\. Helens/ }) });
			assert.equal(await row.locator(".value").textContent(), "19.6%");
			assert.match(await page.locator(".summary").textContent(), /16\.2%; half of them were between 10\.2% and 21\.4%/);
			assert.match(await page.locator(".notice").textContent(), /invented/);
		},
		{ javaScriptEnabled: false },
	);
});

test("the form asks for another ranking", async () => {
	await withPage("desktop", pages.ranking, async (page) => {
		await page.getByLabel("Indicator").selectOption({ label: "Average caseload (FTE)" });
		await page.getByLabel("Area").selectOption({ label: "England" });
		await page.getByRole("button", { name: "Show" }).click();
		assert.match(await page.locator("h1").textContent(), /Average caseload \(FTE\)\s+England, September 2021/);
		assert.equal(await page.getByLabel("Indicator").inputValue(), "caseload_fte");
	});
});

test("the table is a table for those who hear it, on a narrow screen too", async () => {
	for (const view of ["desktop", "narrow"]) {
		await withPage(view, pages.ranking, async (page) => {
			const row = page.getByRole("row", { name: /St\. Helens/ });
			assert.equal(await row.count(), 1);
			assert.equal(await row.getByRole("rowheader").count(), 1);
			assert.equal(await page.getByRole("table").getByRole("columnheader").count(), 8, view);
		});
	}
});

test("bars are as long as their values and in one scale", async () => {
	await withPage("desktop", pages.ranking, async (page) => {
		const rows = await page.locator("tbody tr").evaluateAll((all) =>
			all.map((row) => ({
				value: Number.parseFloat(row.querySelector(".value").textContent),
				share: row.querySelector(".bar rect").getBoundingClientRect().width / row.querySelector(".bar").getBoundingClientRect().width,
			})),
		);
		assert.equal(rows.length, 23);
		for (const { value, share } of rows) assert.ok(Math.abs(share - value / 40) < 0.005, `${value}: ${share}`);
	});
});

test("no figure runs into its bar", async () => {
	for (const view of Object.keys(views)) {
		for (const path of [pages.caseload, pages.shares]) {
			await withPage(view, path, async (page) => {
				const gaps = await page.locator("td.wide:has(.bar)").evaluateAll((all) =>
					all.map((cell) => {
						const figure = document.createRange();
						figure.selectNodeContents(cell.querySelector(".value"));
						return cell.querySelector(".bar").getBoundingClientRect().left - figure.getBoundingClientRect().right;
					}),
				);
				assert.ok(gaps.length > 20 && Math.min(...gaps) > 2, `${path} at ${view}: ${Math.min(...gaps)} px`);
			});
		}
	}
});

test("the keyboard reaches everything, and the focus is seen", async () => {
	await withPage("desktop", pages.ranking, async (page) => {
		const reached = [];
		const wanted = await page.locator("a[href], select, button, summary").count();
		for (let i = 0; i < wanted; i++) {
			await page.keyboard.press("Tab");
			reached.push(
				await page.evaluate(() => {
					const style = getComputedStyle(document.activeElement);
					const box = document.activeElement.getBoundingClientRect();
					const seen = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.bottom > 0;
					const place = [...document.querySelectorAll("*")].indexOf(document.activeElement);
					return `${document.activeElement.tagName} ${document.activeElement.textContent.trim().slice(0, 20)} ${place} ${seen}`;
				}),
			);
		}
		assert.equal(new Set(reached).size, wanted, reached.join("\n"));
		assert.deepEqual(reached.filter((one) => !one.endsWith("true")), []);
		assert.match(reached[0], /^A Skip to the ranking/);
	});
});

test("text at twice its size needs no sideways scrolling", async () => {
	for (const view of ["desktop", "tablet"]) {
		await withPage(view, pages.ranking, async (page) => {
			const session = await page.context().newCDPSession(page);
			await session.send("Runtime.evaluate", { expression: "document.documentElement.style.setProperty('font-size', '200%')" });
			const overflow = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
			if (shots) await page.screenshot({ path: join(shots, `ranking-${view}-200.png`), fullPage: true });
			assert.ok(overflow <= 0, `${overflow} px too wide at ${view}`);
			assert.deepEqual(await page.evaluate(sideways), [], view);
		});
	}
});

test("print leaves out what paper cannot do", async () => {
	await withPage("desktop", pages.ranking, async (page) => {
		await page.emulateMedia({ media: "print" });
		assert.equal(await page.locator(".choice").isVisible(), false);
		assert.equal(await page.locator(".notice").isVisible(), true);
		assert.equal(await page.locator("table").isVisible(), true);
		await page.setViewportSize({ width: 687, height: 1000 }); // A4 without its margins
		assert.deepEqual(await page.evaluate(sideways), []);
		if (shots) await page.screenshot({ path: join(shots, "ranking-print.png"), fullPage: true });
		const paper = await page.pdf({ format: "A4", printBackground: true });
		assert.ok(paper.length > 10000);
	});
});
