/* The pages' templates, style and picture, and the API's description: files of dashboards/ and docs/, whose bytes cmake/embed.cmake puts into the program. */
#pragma once

#include "common/slice.h"

extern const struct slice page_ranking_html, page_problem_html, page_style_css, page_bell_svg, page_openapi_json;
