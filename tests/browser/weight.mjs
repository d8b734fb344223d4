// What a first view costs to fetch, and how long the server takes for each page: the first is tested, the second said.
import assert from "node:assert/strict";
import { request } from "node:http";
import { performance } from "node:perf_hooks";
import { test } from "node:test";
import { base, withPage } from "./chromium.mjs";
import { pages } from "./pages.mjs";

const first_view_bytes_max = 100_000;
const asked = 5;

for (const name of ["region", "indicator", "council"]) {
	test(`${name}: a first view is under ${first_view_bytes_max / 1000} KB, packed`, { timeout: 60_000 }, async (t) => {
		const sizes = {};
		await withPage("desktop", "/nothing", async (page, _response, session) => {
			const paths = new Map();
			await session.send("Network.enable");
			session.on("Network.responseReceived", ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname));
			session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => paths.has(requestId) && (sizes[paths.get(requestId)] = encodedDataLength));
			await page.goto(new URL(pages[name].path, base).href, { waitUntil: "networkidle" });
		});
		const bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0);
		t.diagnostic(`time of ${name}: first view ${bytes} bytes in ${Object.keys(sizes).length} answers`);
		assert.ok(Object.keys(sizes).length >= 4, Object.keys(sizes).join(" "));
		assert.ok(bytes < first_view_bytes_max, JSON.stringify(sizes));
	});
}

// Milliseconds until the last byte of an answer.
function time(path) {
	const start = performance.now();
	return new Promise((resolve, reject) => {
		request(new URL(path, base), (answer) => answer.resume().on("end", () => resolve(performance.now() - start))).on("error", reject).end();
	});
}

test("how long each page takes to its last byte", { timeout: 120_000 }, async (t) => {
	for (const [name, { path }] of Object.entries(pages)) {
		const times = [];
		for (let turn = 0; turn < asked; turn++) times.push(await time(path));
		const [first, ...kept] = times;
		t.diagnostic(`time of ${name}: ${first.toFixed(1)} ms first, ${kept.sort((a, b) => a - b)[kept.length >> 1].toFixed(1)} ms again`);
	}
});
