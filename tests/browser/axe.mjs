// What axe has to say of a page: rules of WCAG 2.2 A and AA, and its best practice.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Violations as lines; how many rules were applied. Through the debugger, not as a script of the page: the content policy lets the page have none.
export async function runAxe(session) {
	await session.send("Runtime.evaluate", { expression: source });
	const answer = await session.send("Runtime.evaluate", {
		expression: `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ["violations"], elementRef: false, ancestry: false })
			.then((result) => JSON.stringify({ applied: result.passes.length, violations: result.violations.map((one) =>
				one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + " " + node.failureSummary).join(" | ") + " (" + one.nodes.length + ")") }))`,
		awaitPromise: true,
		returnByValue: true,
	});
	if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
	return JSON.parse(answer.result.value);
}
