// What a page gains from a script; everything that it says is there without one.
import { startFigures } from "./figures";
import { startTrends } from "./trends";

startFigures();
startTrends();
