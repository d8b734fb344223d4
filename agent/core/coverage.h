/* Coverage: which months can be computed from what was read, part by part, and which not and why. */
#pragma once

#include "agent/core/reading.h"
#include "common/json.h"

enum { COVERAGE_PART_COUNT = PART_GIVEN }; /* the parts of the register, from PART_WORKFORCE to PART_GIVEN */

/* Months one after the other that are alike. */
struct coverage_span {
	struct month first, last;
	enum reason reason; /* why they cannot be computed; REASON_NONE: they can */
	enum reason lack;   /* of those that can: why only in part; REASON_NONE: they can as a whole */
};

/* A walk over a part's spans, from the first month that can be computed to the last. */
struct coverage_walk {
	const struct council_register *reg;
	enum register_part part;
	struct month next, last;
};

/* The register is closed. */
void coverage_begin(struct coverage_walk *walk, const struct council_register *reg, enum register_part part);
bool coverage_next(struct coverage_walk *walk, struct coverage_span *out);
/* Why a part can compute no month at all; REASON_NONE when it can compute one. */
enum reason coverage_obstacle(const struct council_register *reg, enum register_part part);
enum measure_topic coverage_topic(enum register_part part);

/* A section of the preview: each part with its spans. */
void coverage_write_text(const struct council_register *reg, struct text *text);
/* Whether any part can compute any month. */
bool coverage_any(const struct council_register *reg);
/*
 * Part of a sentence. "October 2018 to September 2021 (social work workforce), April 2019 to March 2020 (looked-after children)"; where no part can
 * compute any month, why not: "no posts table was found".
 */
void coverage_put_sentence(const struct council_register *reg, struct text *text);
/* "coverage":[{"topic":"looked-after children","why_none":null,"spans":[{"first":"2019-04","last":"2020-03","why_not":null,"why_in_part":null,"sentence":null}]},...] */
void coverage_write_json(const struct council_register *reg, struct json *json);
