// The search for a council as a combobox with a list (ARIA 1.2): councils are asked for when the field is first used. Choosing one
// fills the field in and sends the form, as its button does without a script.
import type { Council } from "./council_match";
import { matchCouncils } from "./council_match";

const address = "/api/v1/councils";

async function fetchCouncils(): Promise<Council[]> {
	const answer = await fetch(address);
	if (!answer.ok) return [];
	return ((await answer.json()) as { councils?: Council[] }).councils ?? [];
}

// What goes into the field: the name, or the code where two councils of one name were there at different times.
const entryOf = (council: Council, all: Council[]): string => (all.filter((one) => one.name === council.name).length > 1 ? council.council : council.name);

class CouncilSearch {
	private readonly list = document.createElement("ul");
	private readonly status = document.createElement("div");
	private all: Promise<Council[]> | null = null;
	private shown: Council[] = [];
	private known: Council[] = [];
	private chosen = -1;

	constructor(
		private readonly form: HTMLFormElement,
		private readonly input: HTMLInputElement,
	) {
		this.list.className = "bw-find__list";
		this.list.id = `${input.id}-list`;
		this.list.hidden = true;
		this.list.setAttribute("role", "listbox");
		this.list.setAttribute("aria-label", "Councils");
		this.status.className = "govuk-visually-hidden";
		this.status.setAttribute("role", "status");
		const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list", autocomplete: "off" };
		input.type = "text"; // a search field may not be a combobox
		for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
		form.append(this.list, this.status);
		input.addEventListener("focus", () => this.load());
		input.addEventListener("input", () => void this.look());
		input.addEventListener("keydown", (event) => this.press(event));
		input.addEventListener("blur", () => this.close());
		this.list.addEventListener("pointerdown", (event) => this.point(event));
	}

	private load(): Promise<Council[]> {
		this.all ??= fetchCouncils().catch(() => []);
		return this.all;
	}

	private async look(): Promise<void> {
		const text = this.input.value;
		this.known = await this.load();
		if (text === this.input.value) this.open(matchCouncils(this.known, text), text);
	}

	private open(councils: Council[], text: string): void {
		this.shown = councils;
		this.choose(-1);
		this.list.replaceChildren(...councils.map((council, index) => this.option(council, index)));
		this.list.hidden = councils.length === 0;
		this.input.setAttribute("aria-expanded", String(councils.length > 0));
		this.status.textContent = text.trim() === "" ? "" : councils.length === 1 ? "1 council" : `${councils.length} councils`;
	}

	private option(council: Council, index: number): HTMLLIElement {
		const option = document.createElement("li");
		option.className = "bw-find__option";
		option.id = `${this.list.id}-${index}`;
		option.setAttribute("role", "option");
		option.setAttribute("aria-selected", "false");
		const until = council.valid_to ? `, until ${council.valid_to}` : "";
		option.textContent = `${council.name} (${council.council}${council.region ? `, ${council.region.name}` : ""}${until})`;
		return option;
	}

	private choose(index: number): void {
		this.chosen = index;
		[...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
		const option = this.list.children[index];
		if (option) {
			this.input.setAttribute("aria-activedescendant", option.id);
			option.scrollIntoView({ block: "nearest" });
		} else this.input.removeAttribute("aria-activedescendant");
	}

	private press(event: KeyboardEvent): void {
		const last = this.shown.length - 1;
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			if (this.list.hidden) void this.look();
			else if (event.key === "ArrowDown") this.choose(this.chosen >= last ? 0 : this.chosen + 1);
			else this.choose(this.chosen <= 0 ? last : this.chosen - 1);
		} else if (event.key === "Enter" && !this.list.hidden && this.chosen >= 0) {
			event.preventDefault();
			this.take(this.chosen);
		} else if (event.key === "Escape" && !this.list.hidden) {
			event.preventDefault();
			this.close();
		}
	}

	private point(event: PointerEvent): void {
		const option = (event.target as Element).closest("li");
		event.preventDefault();
		if (option) this.take([...this.list.children].indexOf(option));
	}

	private take(index: number): void {
		const council = this.shown[index];
		this.close();
		if (!council) return;
		this.input.value = entryOf(council, this.known);
		this.form.requestSubmit();
	}

	private close(): void {
		this.open([], "");
	}
}

export function startCouncilSearch(): void {
	const input = document.querySelector<HTMLInputElement>(".bw-find input[name=q]");
	if (input?.form) new CouncilSearch(input.form, input);
}
