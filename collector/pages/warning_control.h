/* How many looks the early warnings of a month are made of, and how much of what is flagged is chance, in sentences. Pure; in the composer's arena. */
#pragma once

#include "collector/core/alerts.h"
#include "collector/pages/composer.h"

/*
 * "4 councils show a joined signal; 2 of 935 single figures are flagged, where chance alone would flag about 9.4, and none of them is confirmed." With
 * alerts->made > 0.
 */
const char *warning_control_say(struct composer *composer, const struct alerts *alerts);
/* How many tests were possible, how they were made and why the others were not. */
const char *warning_tests_say(struct composer *composer, const struct alerts *alerts);
/* Why nothing could be tested: the month has no figures, or no earlier ones. With alerts->made == 0. */
const char *warning_absence_say(struct composer *composer, const struct alerts *alerts);
