// What a picture says of the place that is pointed at, by mouse, finger or arrow keys. All of it stands in the table as well.
import { draw, element } from "./drawing";
import type { Box, Frame, Picture } from "./marks";
import { rect } from "./marks";
import { stopAt, tipOf } from "./tip_geometry";

const steps: Record<string, (index: number, last: number) => number> = {
	ArrowRight: (index, last) => Math.min(index + 1, last),
	ArrowDown: (index, last) => Math.min(index + 1, last),
	ArrowLeft: (index) => Math.max(index - 1, 0),
	ArrowUp: (index) => Math.max(index - 1, 0),
	Home: () => 0,
	End: (_index, last) => last,
};

const hint = "Arrow keys read the figures";

const isWithin = (box: Box, x: number, y: number): boolean => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

export class Tip {
	private readonly group = element("g", { class: "bw-tip", "aria-hidden": "true" });
	private readonly voice = document.createElement("div");
	private picture: Picture = { marks: [], stops: [] };
	private frame: Frame | null = null;
	private current = -1;
	private box: Box | null = null;

	constructor(private readonly svg: SVGSVGElement) {
		this.voice.className = "govuk-visually-hidden";
		this.voice.setAttribute("aria-live", "polite");
		svg.after(this.voice);
		svg.setAttribute("tabindex", "0");
		svg.addEventListener("pointermove", (event) => this.point(event));
		svg.addEventListener("pointerdown", (event) => this.point(event));
		svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.hide());
		svg.addEventListener("focus", () => this.hint());
		svg.addEventListener("blur", () => this.hide());
		document.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
		svg.addEventListener("keydown", (event) => this.step(event));
	}

	// Takes over a picture that has just been drawn.
	belongTo(picture: Picture, frame: Frame): void {
		this.picture = picture;
		this.frame = frame;
		this.hide();
		this.svg.append(this.group);
	}

	// Says how to go on, to those who came with the keyboard.
	private hint(): void {
		if (!this.frame || this.picture.stops.length === 0 || !this.svg.matches(":focus-visible")) return;
		const nowhere = { left: 0, top: 0, right: 0, bottom: 0 };
		this.group.replaceChildren(...tipOf({ x: 0, y: 0, box: nowhere, heading: hint, lines: [] }, this.frame).marks.map(draw));
		this.voice.textContent = hint;
	}

	private point(event: PointerEvent): void {
		if (!this.frame) return;
		const place = this.svg.getBoundingClientRect();
		const [x, y] = [event.clientX - place.left, event.clientY - place.top];
		if (this.box && isWithin(this.box, x, y)) {
			if (event.type === "pointerdown") this.hide();
			return;
		}
		this.show(stopAt(this.picture.stops, x, y, 2 * this.frame.lettering.size));
	}

	private step(event: KeyboardEvent): void {
		const step = steps[event.key];
		if (!step || event.altKey || event.ctrlKey || event.metaKey || this.picture.stops.length === 0) return;
		event.preventDefault();
		this.show(step(this.current, this.picture.stops.length - 1));
		const stop = this.picture.stops[this.current];
		if (stop) this.voice.textContent = [stop.heading, ...stop.lines].join(". ");
	}

	private show(index: number): void {
		if (index === this.current) return;
		this.hide();
		const stop = this.picture.stops[index];
		if (!stop || !this.frame) return;
		const tip = tipOf(stop, this.frame);
		const { left, top, right, bottom } = stop.box;
		this.current = index;
		this.box = tip.box;
		this.group.replaceChildren(...[rect("tip-place", left + 1, top + 1, right - left - 2, bottom - top - 2), ...tip.marks].map(draw));
	}

	private hide(): void {
		this.current = -1;
		this.box = null;
		this.group.replaceChildren();
	}
}
