// The HTML as it is sent: no error for a parser that follows the standard, one use of each id, references that lead somewhere, headings in steps.
import { parse } from "parse5";
import { attribute, elements } from "./tables.mjs";

function headingFaults(all) {
	const levels = all.filter((one) => /^h[1-6]$/.test(one.tagName)).map((one) => Number(one.tagName[1]));
	const faults = levels.filter((one) => one === 1).length === 1 ? [] : ["there is not one h1"];
	levels.forEach((level, index) => index > 0 && level > levels[index - 1] + 1 && faults.push(`h${level} follows h${levels[index - 1]}`));
	return faults;
}

function idFaults(all) {
	const ids = all.map((one) => attribute(one, "id")).filter(Boolean);
	const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} is there twice`);
	const named = all.flatMap((one) => [attribute(one, "for"), ...["aria-labelledby", "aria-describedby", "aria-controls"].flatMap((name) => attribute(one, name)?.split(" ") ?? [])]);
	const led = all.map((one) => attribute(one, "href")).filter((path) => path?.startsWith("#")).map((path) => path.slice(1));
	return [...twice, ...[...named, ...led].filter((id) => id && !ids.includes(id)).map((id) => `nothing has the id ${id}`)];
}

function pictureFaults(all) {
	return all.filter((one) => one.tagName === "svg" && !(attribute(one, "role") === "img" && attribute(one, "aria-label"))).map(() => "a picture without role or name");
}

// What the content policy forbids, and would only be told of when it ran.
function inlineFaults(all) {
	return all.flatMap((one) => one.attrs.filter(({ name }) => name === "style" || name.startsWith("on")).map(({ name }) => `${one.tagName} has ${name}`));
}

export function markupFaults(html) {
	const faults = [];
	const tree = parse(html, { onParseError: (error) => faults.push(`${error.code} in line ${error.startLine}`) });
	const all = [...elements(tree)];
	return [...faults, ...headingFaults(all), ...idFaults(all), ...pictureFaults(all), ...inlineFaults(all)];
}
