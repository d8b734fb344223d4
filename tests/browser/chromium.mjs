// One Chromium for all tests of the process, one context for each view, and pages that are watched: whatever the console says, whatever is asked of
// another machine, a breach of the content policy, and how much moved while the page was drawn.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { views } from "./views.mjs";

export const base = process.env.BELLWETHER_BASE;

const switches = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let profile;
let starting;
const contexts = new Map();

async function start() {
	assert.ok(base, "BELLWETHER_BASE must be set: run tests/browser/run.sh");
	profile = await mkdtemp(join(tmpdir(), "bellwether-browser-"));
	return chromium.launch({
		executablePath: process.env.BELLWETHER_CHROMIUM ?? "/usr/bin/chromium",
		args: switches,
		env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
	});
}

export async function endBrowser() {
	await (await starting?.catch(() => undefined))?.close();
	if (profile) await rm(profile, { recursive: true, force: true });
}

// Runs in each page before its own scripts: the browser's own reports, to be read when the page has come to rest.
function watchPage() {
	window.watched = { violations: [], shifts: [] };
	document.addEventListener("securitypolicyviolation", (event) => window.watched.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
	new PerformanceObserver((list) => {
		for (const shift of list.getEntries()) window.watched.shifts.push([shift.value, ...shift.sources.map((source) => source.node?.outerHTML?.slice(0, 80) ?? "")]);
	}).observe({ type: "layout-shift", buffered: true });
}

async function contextOf(name) {
	starting ??= start();
	const browser = await starting;
	if (!contexts.has(name)) {
		const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", acceptDownloads: true, ...views[name].context });
		await context.addInitScript(watchPage);
		contexts.set(name, context);
	}
	return contexts.get(name);
}

// What a page of this status may have on the console: Chromium tells of every answer that is no success.
const isExpected = (message, path) => /^Failed to load resource: the server responded with a status of 40[04]/.test(message.text()) && message.location().url.endsWith(path);

function watchConsole(page, path, origin) {
	const complaints = [];
	page.on("console", (message) => isExpected(message, path) || complaints.push(`console: ${message.text()}`));
	page.on("pageerror", (error) => complaints.push(`script: ${error}`));
	page.on("dialog", (dialog) => {
		complaints.push(`a dialog: ${dialog.message()}`);
		dialog.dismiss();
	});
	page.on("request", (request) => new URL(request.url()).origin === origin || request.url().startsWith("blob:") || complaints.push(`asks for ${request.url()}`));
	return complaints;
}

// Everything is drawn that will be: two frames after the load, in which sizes are observed and pictures made.
const settle = () => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)))));

// Opens a page in a view, cold, and lets `use(page, response, session)` look at it. Fails on whatever was to be complained of.
export async function withPage(view, path, use, origin = base) {
	const context = await contextOf(view);
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	try {
		const complaints = watchConsole(page, path, origin);
		const session = await context.newCDPSession(page);
		await session.send("Network.setCacheDisabled", { cacheDisabled: true });
		await views[view].prepare?.(page, session);
		const response = await page.goto(new URL(path, origin).href);
		await views[view].opened?.(page, session);
		await page.evaluate(settle);
		const result = await use(page, response, session);
		// Where scripts did not run, nobody watched from within.
		const violations = (await page.evaluate(() => window.watched?.violations)) ?? [];
		assert.deepEqual([...complaints, ...violations.map((one) => `content policy: ${one}`)], [], `${path} at ${view}`);
		return result;
	} finally {
		await page.close();
	}
}
