// The ways in which every page is looked at: what its context is made of, what is to be done before it is opened, and which checks it owes.
const wide = { width: 1280, height: 900 };

// The reader's own size of letters, as set in a browser: 16 px become 32.
const doubleLetters = (_page, session) => session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });

// Scripts are off while the page is loaded; then they may run again, for those who look at it.
const scripts = (isOff) => (_page, session) => session.send("Emulation.setScriptExecutionDisabled", { value: isOff });

// A4 without its margins: the page is asked for as paper from the beginning.
const asPaper = async (page) => {
	await page.emulateMedia({ media: "print" });
};

export const views = {
	desktop: { context: { viewport: wide }, isForAxe: true, isStill: true },
	narrow: { context: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }, isForAxe: true, isStill: true },
	plain: { context: { viewport: wide }, prepare: scripts(true), opened: scripts(false), isForAxe: true },
	forced: { context: { viewport: wide, forcedColors: "active", colorScheme: "dark" }, isForAxe: true },
	large: { context: { viewport: wide }, prepare: doubleLetters },
	paper: { context: { viewport: { width: 703, height: 1000 } }, prepare: asPaper },
};
