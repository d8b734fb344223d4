/* The pages' templates, style and picture: the files of dashboards/, whose bytes cmake/embed.cmake puts into the program. */
#pragma once

#include "common/slice.h"

extern const struct slice page_ranking_html, page_problem_html, page_style_css, page_bell_svg;
