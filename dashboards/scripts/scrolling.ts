// A table that scrolls sideways can be reached by the keyboard; one that does not is no stop on the way.
export function startScrolling(): void {
	const observer = new ResizeObserver((entries) => {
		for (const { target } of entries) {
			const region = target.closest<HTMLElement>(".bw-figure__table");
			if (!region) continue;
			if (region.scrollWidth > region.clientWidth) region.setAttribute("tabindex", "0");
			else region.removeAttribute("tabindex");
		}
	});
	for (const region of document.querySelectorAll<HTMLElement>(".bw-figure__table")) {
		observer.observe(region);
		const table = region.querySelector("table");
		if (table) observer.observe(table);
	}
}
