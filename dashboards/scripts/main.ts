// What a page gains from a script; everything that it says is there without one.
import { startCouncilSearch } from "./council_search";
import { startFigureButtons } from "./figure_buttons";
import { startFigures } from "./figures";
import { startPrinting } from "./printing";
import { startScrolling } from "./scrolling";
import { startSorting } from "./sorting";
import { startTrends } from "./trends";

startFigures();
startTrends();
startFigureButtons();
startSorting();
startScrolling();
startCouncilSearch();
startPrinting();
