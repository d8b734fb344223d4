/*
 * Which population an indicator divides by: the mid-year estimate of the year before, so that the months from April of a year to March of the next have the
 * estimate of that first year's June. Where it was not imported yet, the last one before is carried forward, and that is said.
 */
#pragma once

#include <stdbool.h>

#include "collector/core/cube.h"
#include "proto/catalogue.h"

/* Whether the indicator divides by reference data. */
bool indicator_needs_population(const struct indicator *indicator);
/* The month of the estimate for `month`: June 2024 for March 2025. */
struct month population_month(struct month month);
/* Gives each record its council's reference record. Both lists in ascending order of council; the references must outlive the records. */
void population_join(struct cube_record *records, unsigned count, const struct cube_record *references, unsigned reference_count);
