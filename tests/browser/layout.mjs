// Where things stand on a page: functions that are run in it.

// What stands out of the window sideways: it can be lost without the page scrolling. What is hidden from eyes on purpose does not count, nor what
// scrolls in a region of its own, which has to be reachable by keyboard for that.
export function sideways() {
	const out = (box) => box.width > 0 && (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
	const scrolls = (one) => one && one !== document.documentElement && (["auto", "scroll"].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
	const isKept = (one) => one.closest(".govuk-visually-hidden, .govuk-skip-link") || scrolls(one.parentElement);
	const found = [...document.body.querySelectorAll("*")]
		.filter((one) => !isKept(one) && out(one.getBoundingClientRect()))
		.slice(0, 6) // what is in them is out as well
		.map((one) => `out of the window: ${one.tagName}.${one.getAttribute("class")} ${one.textContent.trim().slice(0, 40)}`);
	const over = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
	return over > 0 ? [`${over} px wider than the window`, ...found] : found;
}

// What scrolls by itself and cannot be reached by keyboard.
export function unreachable() {
	return [...document.body.querySelectorAll("*")]
		.filter((one) => one.scrollWidth > one.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.tabIndex < 0)
		.map((one) => `scrolls, but takes no focus: ${one.tagName}.${one.getAttribute("class")}`);
}

// Words that run over their neighbours: a cell whose content is wider than it is.
export function spilled() {
	return [...document.body.querySelectorAll("th, td, button, .govuk-button")]
		.filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 2)
		.map((one) => `wider than its box: ${one.tagName} ${one.textContent.trim().slice(0, 40)} ${one.scrollWidth}/${one.clientWidth}`);
}
