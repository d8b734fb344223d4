/*
 * The pages' style, scripts and picture, and the API's description: files of dashboards/ and docs/, and what dashboards/build.mjs makes, whose
 * bytes cmake/embed.cmake puts into the program.
 */
#pragma once

#include "common/slice.h"

extern const struct slice page_style_css, page_bell_svg, page_openapi_json, page_bellwether_js, page_early_js;
