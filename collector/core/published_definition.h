/* What is published of an indicator, and how its definition there differs from the one by which councils' returns are made. Pure. */
#pragma once

#include "collector/core/release.h"
#include "proto/catalogue.h"

/* Why a return can differ from what is published for the same date, although both are right; NULL when the definitions are one. Static storage. */
const char *published_difference(const struct indicator *indicator);
/* The series in which the indicator's numerator is published, that of the highest rank; NULL: in none that can be imported. */
const struct dataset *published_series(const struct indicator *indicator);
