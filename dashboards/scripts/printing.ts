// The button that prints; without a script it is not shown.
export function startPrinting(): void {
	for (const button of document.querySelectorAll<HTMLElement>(".bw-print")) button.addEventListener("click", () => window.print());
}
