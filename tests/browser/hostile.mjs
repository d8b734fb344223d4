// What somebody writes into a store or into an address is inert: BELLWETHER_HOSTILE is a server whose notice, groups, roles and publishers are scripts,
// formulas, text that is written from right to left, and words without end (run.sh has them).
import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "./chromium.mjs";
import { sideways } from "./layout.mjs";
import { markupFaults } from "./markup.mjs";
import { readCsv, readPage } from "./tables.mjs";

const origin = process.env.BELLWETHER_HOSTILE;
const skip = origin ? false : "BELLWETHER_HOSTILE is not set";
const timeout = 120_000;
const script = "<script>alert(1)</script>";
const groups = ["script", "formula", "reversed", "long"];
const paths = [
	"/",
	"/council?council=342&month=2021-10",
	"/council?council=341&month=2021-10",
	"/data?month=2021-10",
	...groups.flatMap((group) => [
		`/region?month=2021-10&area=group:${group}`,
		`/indicator?indicator=vacancy_rate_fte&month=2021-10&area=group:${group}&council=342`,
		`/compare?indicators=vacancy_rate_fte&area=group:${group}&from=2020-10&to=2021-10`,
		`/warnings?month=2021-10&area=group:${group}`,
	]),
	"/pack?month=2021-10&area=group:long",
	"/pack?month=2021-10&area=group:reversed",
];

// Addresses that somebody was given: what they say is shown, or said to be wrong.
const typed = ["/find?q=", "/region?month=", "/region?area=", "/definitions?indicator=", "/council?council=", "/nothing/"]
	.flatMap((path) => [script, `"><img src=x onerror=alert(1)>`, "\u202ereversed", "{{notice}}", "W".repeat(300)].map((words) => path + encodeURIComponent(words)));

// Words that were written from left to right and stand the other way round: a mark that turns text has reached beyond its own.
function reversed() {
	const turned = /[\u202a-\u202e\u2066-\u2069]/;
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const found = [];
	const range = document.createRange();
	const left = (node, place) => {
		range.setStart(node, place);
		range.setEnd(node, place + 1);
		return range.getBoundingClientRect();
	};
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const place = node.data.search(/[a-z]{2}/i);
		if (place < 0 || turned.test(node.data)) continue;
		const [first, second] = [left(node, place), left(node, place + 1)];
		if (first.width > 0 && first.top === second.top && second.left < first.left) found.push(`reversed: ${node.data.trim().slice(0, 60)}`);
	}
	return found;
}

async function faultsOf(page, response, statuses) {
	return [
		...(statuses.includes(response.status()) ? [] : [`status ${response.status()}`]),
		...(await page.evaluate(sideways)),
		...(await page.evaluate(reversed)),
		...((await page.locator(".bw-notice").textContent()).includes(script) ? [] : ["the notice is not shown as it was written"]),
	];
}

// The faults of many pages by their addresses; whatever runs is a complaint of withPage.
async function look(view, addresses, statuses) {
	const found = {};
	for (const path of addresses) {
		const faults = await withPage(view, path, (page, response) => faultsOf(page, response, statuses), origin).catch((error) => [error.message]);
		if (faults.length > 0) found[path] = faults;
	}
	return found;
}

for (const view of ["desktop", "narrow"]) {
	test(`at ${view} nothing of what is written in a hostile store runs, breaks out or turns`, { skip, timeout }, async () => {
		assert.deepEqual(await look(view, paths, [200]), {});
	});
}

test("nothing of what is written in an address runs, breaks out or turns", { skip, timeout }, async () => {
	assert.deepEqual(await look("narrow", typed, [200, 400, 404]), {});
});

test("hostile pages are valid HTML without a foreign element, and their files begin no cell with a formula", { skip, timeout }, async () => {
	let files = 0;
	let inert = 0;
	for (const path of [...paths, ...typed]) {
		const html = await (await fetch(new URL(path, origin))).text();
		assert.deepEqual(markupFaults(html), [], path);
		assert.equal([...html.matchAll(/<script\b/g)].length, 2, path);
		assert.equal([...html.matchAll(/<img\b/g)].length, 1, path);
		for (const { csv } of Object.values(readPage(html).figures).filter((figure) => figure.csv)) {
			const fields = readCsv(await (await fetch(new URL(csv, origin))).text()).flat();
			assert.deepEqual(fields.filter((field) => /^[=+@\t\r]|^-(?![0-9.]+$)/.test(field)), [], csv);
			files++;
			inert += fields.filter((field) => field.startsWith("'=")).length;
		}
	}
	assert.ok(files > 20 && inert > 0, `${files} files, ${inert} formulas made inert`);
});
