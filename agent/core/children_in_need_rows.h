/* What the readers of the CIN census's records have in common; for them alone. */
#pragma once

#include "agent/core/children_in_need_store.h"
#include "agent/core/schema.h"

struct children_in_need *need_part(const struct council_register *reg);
const struct need_file *need_file_of_row(const struct council_register *reg, const struct row *row);
/* A date's cell. False when it is empty, or cannot be read, which refuses the row. */
bool need_day_read(struct row *row, unsigned column, struct date *out);
/* The same for a date that no figure needs: what cannot be read is said, and the row is used. */
bool need_day_look(struct row *row, unsigned column, struct date *out);
/* Says so when the day is after the census's reference date. */
void need_day_check(struct row *row, unsigned column, const struct need_file *file, struct date day);
/* A code's cell; empty when it cannot be read, which is said. */
struct slice need_code_read(struct row *row, unsigned column);
/* Whether the child whose record this is has no identifier: then the row is refused, and counted, and nothing more is to be said of it. */
bool need_child_is_nameless(struct row *row, struct council_register *reg);
/* Puts the record in, or counts it as refused with its row. */
enum error need_record_finish(struct row *row, struct council_register *reg, enum need_kind kind, struct need_record *record) MUST_CHECK;

/* A case opens: its plans, assessments and enquiries come before it is complete. */
enum error need_case_begin(struct council_register *reg, struct place place) MUST_CHECK;

extern const struct layout need_case_layout, need_plan_layout, need_assessment_layout, need_enquiry_layout;
