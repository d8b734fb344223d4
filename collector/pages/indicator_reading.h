/* How the indicator's page is to be read: definition, what the area makes together, quartiles, ranks and bands, chance, who is in it, sources. Pure. */
#pragma once

#include "collector/core/ranking.h"
#include "collector/pages/indicator_view.h"

void indicator_reading_describe(struct indicator_view *view, const struct ranking *ranking, struct composer *composer);
