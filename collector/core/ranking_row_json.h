/* A row of a ranking as the API's object. Private to ranking_json.c. */
#pragma once

#include "collector/core/ranking.h"
#include "common/json.h"

void ranking_row_write_json(const struct ranking *ranking, const struct ranking_row *row, struct json *json);
