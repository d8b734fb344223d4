// The fixtures' figures in a real browser, served with the content policy that bellwether-web has. BELLWETHER_SITE is the folder of the built script
// and style; BELLWETHER_SHOTS, when it is set, a folder for screenshots.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const fromBrowserTests = createRequire(join(here, "../browser/package.json"));
const { chromium } = fromBrowserTests("playwright-core");
const axeSource = await readFile(fromBrowserTests.resolve("axe-core/axe.min.js"), "utf8");
const site = process.env.BELLWETHER_SITE;
const shots = process.env.BELLWETHER_SHOTS;
const policy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };
const councils = [
	["342", "St. Helens", "E08000013", null],
	["340", "Knowsley", "E08000011", null],
	["838", "Dorset", "E06000059", null],
	["835", "Dorset", "E10000009", "2019-03-31"],
].map(([council, name, ons_code, valid_to]) => ({ council, name, ons_code, valid_to, region: { code: "E12000002", name: "North West" } }));
const fixtures = ["bars", "funnel", "series", "lines", "multiples", "tiles", "heat"];
const views = {
	desktop: { viewport: { width: 1280, height: 900 } },
	narrow: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
	forced: { viewport: { width: 1280, height: 900 }, forcedColors: "active", colorScheme: "dark" },
};

let server;
let base;
let browser;
let profile;

async function answer(request, response) {
	const path = new URL(request.url, "http://host").pathname;
	response.setHeader("Content-Security-Policy", policy);
	if (path === "/api/v1/councils") {
		response.setHeader("Content-Type", types[".json"]);
		return response.end(JSON.stringify({ councils }));
	}
	if (path === "/find" || path === "/favicon.ico") return response.end("");
	try {
		const body = await readFile(join(extname(path) === ".html" ? join(here, "fixtures") : site, path));
		response.setHeader("Content-Type", types[extname(path)]);
		return response.end(body);
	} catch {
		response.statusCode = 404;
		return response.end();
	}
}

before(async () => {
	assert.ok(site, "BELLWETHER_SITE must be set: run tests/dashboards/browser.sh");
	server = createServer(answer);
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	base = `http://127.0.0.1:${server.address().port}`;
	profile = await mkdtemp(join(tmpdir(), "bellwether-figures-"));
	browser = await chromium.launch({
		executablePath: process.env.BELLWETHER_CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
		env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
	});
	if (shots) await mkdir(shots, { recursive: true });
});

after(async () => {
	await browser?.close();
	server?.close();
	if (profile) await rm(profile, { recursive: true, force: true });
});

// Opens a fixture and fails on whatever the console says: a breach of the content policy, an error of the script.
async function withFixture(name, view, use, options = {}) {
	const context = await browser.newContext({ baseURL: base, locale: "en-GB", acceptDownloads: true, ...views[view], ...options });
	const complaints = [];
	try {
		const page = await context.newPage();
		page.on("console", (message) => complaints.push(message.text()));
		page.on("pageerror", (error) => complaints.push(String(error)));
		await page.goto(`/${name}.html`);
		await use(page);
		assert.deepEqual(complaints, [], `${name} at ${view}`);
	} finally {
		await context.close();
	}
}

async function runAxe(page) {
	const session = await page.context().newCDPSession(page);
	await session.send("Runtime.evaluate", { expression: axeSource });
	const found = await session.send("Runtime.evaluate", {
		expression: `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
			.then((result) => JSON.stringify(result.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))])))`,
		awaitPromise: true,
		returnByValue: true,
	});
	return JSON.parse(found.result.value);
}

const drawn = (page) => page.locator("svg.bw-figure__picture").first().locator(".bw-ink").first().waitFor({ state: "attached" });

for (const view of Object.keys(views)) {
	for (const name of fixtures) {
		test(`${name} at ${view}: drawn, no axe violation, nothing beside the page`, async () => {
			await withFixture(name, view, async (page) => {
				if (name !== "heat") await drawn(page);
				if (shots) await page.screenshot({ path: join(shots, `figure-${name}-${view}.png`), fullPage: true });
				assert.deepEqual(await runAxe(page), []);
				const over = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
				assert.ok(over <= 0, `${over} px too wide`);
			});
		});
	}
}

test("the script moves nothing: no layout shift", async () => {
	for (const view of ["desktop", "narrow"]) {
		for (const name of fixtures) {
			await withFixture(name, view, async (page) => {
				const shift = await page.evaluate(
					() =>
						new Promise((resolve) => {
							new PerformanceObserver((list) => resolve(list.getEntries().map((one) => [one.value, one.sources.map((source) => source.node?.outerHTML?.slice(0, 80))]))).observe({
								type: "layout-shift",
								buffered: true,
							});
							setTimeout(() => resolve([]), 300);
						}),
				);
				assert.deepEqual(shift, [], `${name} at ${view}`);
				// The same again without relying on when the first paint was: heights with the script and with its class alone.
				const heights = () =>
					page.evaluate(() => {
						for (const one of document.querySelectorAll(".bw-figure__table--folded")) one.classList.remove("bw-figure__table--folded");
						return [...document.querySelectorAll("figure, thead th")].map((one) => [one.getBoundingClientRect().width, one.getBoundingClientRect().height].map(Math.round));
					});
				const after = await heights();
				await page.route("**/bellwether.js", (route) => route.fulfill({ body: "", contentType: "text/javascript" }));
				await page.reload();
				assert.deepEqual(await heights(), after, `${name} at ${view}: sizes without and with the script`);
			});
		}
	}
});

test("without JavaScript there is the table and no picture", async () => {
	await withFixture(
		"bars",
		"desktop",
		async (page) => {
			assert.ok(await page.locator("table").isVisible());
			assert.ok(!(await page.locator("svg.bw-figure__picture").isVisible()));
			assert.equal(await page.locator("button").count(), 0);
		},
		{ javaScriptEnabled: false },
	);
});

test("a bar on the screen is as long as its value in the table", async () => {
	await withFixture("bars", "desktop", async (page) => {
		await drawn(page);
		const ratios = await page.evaluate(() => {
			const values = [...document.querySelectorAll("tbody tr[data-role=council] td:nth-child(2)")].map((one) => one.dataset.value).filter(Boolean).map(Number);
			const bars = [...document.querySelectorAll("rect.bw-ink--bar, rect.bw-ink--bar-focus")].map((one) => one.getBoundingClientRect().width);
			return bars.map((width, index) => width / values[index]);
		});
		assert.equal(ratios.length, 23);
		assert.ok(Math.max(...ratios) / Math.min(...ratios) < 1.01);
	});
});

test("a picture is drawn anew at another width, in the same height", async () => {
	await withFixture("series", "desktop", async (page) => {
		const picture = page.locator("svg.bw-figure__picture").first();
		await drawn(page);
		const before = await picture.boundingBox();
		await page.setViewportSize({ width: 500, height: 800 });
		await page.waitForFunction(() => document.querySelector("svg.bw-figure__picture").getAttribute("viewBox").startsWith(`0 0 ${document.querySelector("svg.bw-figure__picture").clientWidth}`));
		const now = await picture.boundingBox();
		assert.equal(now.height, before.height);
		assert.ok(now.width < before.width);
	});
});

test("arrow keys read the marks aloud, Escape closes, the pointer shows the table's words", async () => {
	await withFixture("bars", "desktop", async (page) => {
		const picture = page.locator("svg.bw-figure__picture");
		await drawn(page);
		await page.keyboard.press("Tab");
		assert.match(await page.locator(".bw-tip").textContent(), /Arrow keys/);
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("ArrowDown");
		assert.match(await page.locator(".bw-figure [aria-live]").textContent(), /^Cheshire East\. Vacancy rate \(FTE\), %: 4\.5%, 2\.3% to 8\.4% by chance\. Rank: 2nd, 1st to \d+th by chance$/);
		assert.match(await page.locator(".bw-tip").textContent(), /Cheshire East/);
		await page.keyboard.press("End");
		assert.match(await page.locator(".bw-tip").textContent(), /c confidential/);
		await page.keyboard.press("Escape");
		assert.equal(await page.locator(".bw-tip").textContent(), "");
		await page.locator("rect.bw-ink--bar-focus").hover();
		assert.match(await page.locator(".bw-tip").textContent(), /St\. Helens.*19\.6%/);
		await page.mouse.move(2, 2);
		assert.equal(await page.locator(".bw-tip").textContent(), "");
	});
	await withFixture("bars", "narrow", async (page) => {
		await drawn(page);
		await page.locator("rect.bw-ink--bar-focus").tap();
		assert.match(await page.locator(".bw-tip").textContent(), /St\. Helens.*19\.6%/);
	});
});

test("a folded table is shown and hidden by its button", async () => {
	await withFixture("bars", "desktop", async (page) => {
		const button = page.getByRole("button", { name: "Show the table" });
		assert.equal(await button.getAttribute("aria-expanded"), "false");
		assert.ok(!(await page.locator("table").isVisible()));
		await button.click();
		assert.ok(await page.locator("table").isVisible());
		const other = page.getByRole("button", { name: "Hide the table" });
		assert.equal(await other.getAttribute("aria-expanded"), "true");
		assert.equal(await page.locator(`#${await other.getAttribute("aria-controls")} table`).count(), 1);
		await other.click();
		assert.ok(!(await page.locator("table").isVisible()));
	});
});

test("a table is sorted by its headings, what it is compared with stays below", async () => {
	await withFixture("bars", "desktop", async (page) => {
		await page.getByRole("button", { name: "Show the table" }).click();
		const names = () => page.locator("tbody tr > :first-child").allTextContents();
		const widths = () => page.locator("thead th").evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().width)));
		const before = await widths();
		const heading = page.locator("thead").getByRole("button", { name: "Vacancy rate (FTE), %" });
		await heading.click();
		await heading.click();
		const sorted = await names();
		assert.deepEqual(sorted.slice(0, 2), ["Bury", "Oldham"]);
		assert.deepEqual(sorted.slice(-5), ["A council whose name is longer than others", "North West", "England", "Neighbours’ mean", "Neighbours’ median"]);
		assert.equal(await page.locator("thead th").nth(1).getAttribute("aria-sort"), "descending");
		assert.equal(await page.locator("thead th").nth(0).getAttribute("aria-sort"), "none");
		assert.deepEqual(await widths(), before);
		assert.match(await page.locator(".bw-figure__table [role=status]").textContent(), /Vacancy rate \(FTE\), %, descending/);
	});
});

// What the file says, as the browser reads it.
async function download(page, name) {
	const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).first().click()]);
	return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test("a picture's files stand on their own", async () => {
	for (const view of ["desktop", "narrow"]) {
		await withFixture("bars", view, async (page) => {
			const svg = await download(page, "Picture (SVG)");
			assert.equal(svg.name, "ranking-north-west-2021-09.svg");
			const text = svg.bytes.toString("utf8");
			for (const words of ["St. Helens has the eighth highest vacancy rate", "As of", "19.6%", "Open Government Licence", "A page of tests", "http://127.0.0.1"]) assert.ok(text.includes(words), words);
			assert.ok(!/style=|href=|<script|<image/.test(text));
			const png = await download(page, "Picture (PNG)");
			assert.equal(png.name, "ranking-north-west-2021-09.png");
			assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
			assert.equal(png.bytes.readUInt32BE(16), 1920);
			if (shots) await (await import("node:fs/promises")).writeFile(join(shots, `figure-file-${view}.png`), png.bytes);
		});
	}
});

test("a table is a stop for the keyboard only while it scrolls", async () => {
	await withFixture("heat", "desktop", async (page) => {
		const region = page.locator(".bw-figure__table");
		await page.waitForFunction(() => !document.querySelector(".bw-figure__table").hasAttribute("tabindex"));
		await page.setViewportSize({ width: 400, height: 800 });
		await page.waitForFunction(() => document.querySelector(".bw-figure__table").getAttribute("tabindex") === "0");
		assert.ok(await region.evaluate((one) => one.scrollWidth > one.clientWidth));
	});
});

test("sparklines stand in the room that is kept for them", async () => {
	await withFixture("heat", "desktop", async (page) => {
		const places = await page.locator(".bw-trend").count();
		assert.equal(await page.locator(".bw-trend > svg[aria-hidden=true] path.bw-ink--trend").count(), places);
	});
});

test("the council search finds by name and codes, with the keyboard, and goes to what is chosen", async () => {
	await withFixture("heat", "desktop", async (page) => {
		const field = page.getByRole("combobox", { name: "Find a council" });
		for (const text of ["st helens", "342", "E08000013"]) {
			await field.fill(text);
			await page.getByRole("option").first().waitFor();
			assert.match(await page.getByRole("option").first().textContent(), /St\. Helens/);
		}
		assert.equal(await field.getAttribute("aria-expanded"), "true");
		assert.deepEqual(await runAxe(page), []);
		await page.keyboard.press("ArrowDown");
		const active = await field.getAttribute("aria-activedescendant");
		assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/find\?q=St\.\+Helens$/);
		await page.goBack();
		await field.fill("dorset");
		await page.getByRole("option").nth(1).click();
		await page.waitForURL(/\/find\?q=835$/);
		await page.goBack();
		await field.fill("know");
		await page.getByRole("option").first().waitFor();
		await page.keyboard.press("Escape");
		assert.equal(await page.getByRole("option").count(), 0);
		await page.keyboard.press("Enter");
		await page.waitForURL(/\/find\?q=know$/);
	});
});

test("in print a picture keeps inside the paper", async () => {
	await withFixture("series", "desktop", async (page) => {
		await drawn(page);
		await page.setViewportSize({ width: 700, height: 900 });
		await page.emulateMedia({ media: "print" });
		const box = await page.locator("svg.bw-figure__picture").first().boundingBox();
		assert.ok(box.x + box.width <= 700);
	});
});
