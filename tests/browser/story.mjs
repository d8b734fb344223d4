// The story that the pages are for, as somebody reads it who follows the links: the region's month, the council that stands out, its neighbours, its
// history and inspections, and the pack on paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withPage } from "./chromium.mjs";
import { pages } from "./pages.mjs";

const figure = (page, id) => page.locator(`figure#${id}`);
const pagesOf = (paper) => paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length;

async function followTo(page, link, address) {
	await link.click();
	await page.waitForURL(address);
}

test("the North West in October 2021: from the region's page to the paper in the room", { timeout: 120_000 }, async (t) => {
	await withPage("desktop", pages.region.path, async (page) => {
		const warning = page.locator(".bw-warning").filter({ has: page.getByRole("link", { name: "St. Helens", exact: true }) }).first();
		const sentence = (await warning.locator(".bw-warning__sentence").textContent()).trim();
		for (const words of ["turnover rate", "vacancy rate", "caseload", "21.2%"]) assert.ok(sentence.includes(words), `${words}: ${sentence}`);
		const highest = figure(page, "indicators").locator("tr[data-key='342'] td[data-band=D]");
		assert.ok((await highest.count()) >= 2, "St. Helens stands out in the table as well");

		await followTo(page, warning.getByRole("link", { name: "St. Helens", exact: true }), /\/council\?.*council=342.*month=2021-10/);
		assert.match(await page.locator("h1").textContent(), /St\. Helens/);
		const neighbours = figure(page, "neighbours").locator("tbody tr[data-role=council]");
		assert.ok((await neighbours.count()) >= 10);
		assert.match(await figure(page, "neighbours").locator(".bw-figure__title").textContent(), /of its 10 neighbours name it too/);
		const months = figure(page, "chart").locator("tr[data-role=month]");
		assert.ok((await months.count()) >= 25, "two years of its history");
		const inspections = await figure(page, "inspections").locator("tbody tr").count();
		if (inspections === 0) t.diagnostic("skipped: inspections, the published list is not there");
		else assert.ok((await figure(page, "chart").locator("tr[data-role=event]").count()) > 0, "an inspection is marked on the time axis");

		await followTo(page, page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Meeting pack" }), /\/pack\?.*month=2021-10/);
		await page.emulateMedia({ media: "print" });
		const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
		const text = await page.locator("body").innerText();
		assert.ok(pagesOf(paper) > 3, `${pagesOf(paper)} pages`);
		assert.ok(text.replace(/\s+/g, " ").includes(sentence.slice(sentence.indexOf("turnover")).slice(0, 60)), "the warning is in the pack");
		for (const words of ["St. Helens", "As of", "Open Government Licence"]) assert.ok(text.includes(words), words);
		assert.ok(!text.includes("Find a council"), "nothing to press is on the paper");
		t.diagnostic(`time of the pack: ${pagesOf(paper)} pages of A4`);
	});
});
