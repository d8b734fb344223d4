#include "collector/core/revisions.h"

#include "collector/core/json_parts.h"
#include "collector/core/provenance.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/release.h"
#include "collector/core/reporter.h"
#include "proto/revision_reason.h"
#include "proto/status.h"

bool cell_figures_equal(const struct cell *a, const struct cell *b)
{
	const struct indicator_value *left = &a->value, *right = &b->value;

	if (left->symbol != right->symbol || left->has_parts != right->has_parts)
		return false;
	if (!left->symbol && left->value != right->value)
		return false;
	return !left->has_parts || (left->numerator == right->numerator && left->denominator == right->denominator);
}

/* Returns in the order in which they were recorded; releases by their vintage, in whatever order they were imported. */
static bool version_precedes(const struct cell_version *a, const struct cell_version *b)
{
	const struct cube_origin left = {.chain = a->cell.chain, .sequence = a->cell.sequence, .vintage = a->cell.vintage};
	const struct cube_origin right = {.chain = b->cell.chain, .sequence = b->cell.sequence, .vintage = b->cell.vintage};
	int vintages = month_compare(left.vintage, right.vintage);

	if (!a->cell.has_vintage || !b->cell.has_vintage)
		return a->position < b->position;
	return vintages ? vintages < 0 : origin_compare(&left, &right) < 0;
}

/* A sorted copy in the arena; there are few. */
static const struct cell_version *versions_sort(const struct cell_version *versions, unsigned count, struct arena *arena)
{
	struct cell_version *sorted = arena_take(arena, count, sizeof(*sorted));

	for (unsigned i = 0; sorted && i < count; i++) {
		unsigned place = i;

		for (; place > 0 && version_precedes(&versions[i], &sorted[place - 1]); place--)
			sorted[place] = sorted[place - 1];
		sorted[place] = versions[i];
	}
	return sorted;
}

static enum error council_read(const struct background *background, const struct council *council, const struct reporter *reporter,
			       struct arena *arena, struct revisions *revisions)
{
	struct council_revisions *row = &revisions->councils[revisions->council_count];
	const struct cell_version *versions;
	enum error error;

	*row = (struct council_revisions){.council = council, .joint = reporter_other(reporter, council)};
	error = cube_history(background->cube, revisions->source, revisions->indicator, reporter->council->code, revisions->month, &versions,
			     &row->version_count);
	if (error || row->version_count == 0)
		return error;
	row->versions = versions_sort(versions, row->version_count, arena);
	if (!row->versions)
		return ERROR_NO_MEMORY;
	for (unsigned i = 1; i < row->version_count; i++)
		row->is_revised |= !cell_figures_equal(&row->versions[i - 1].cell, &row->versions[i].cell);
	revisions->compared += row->version_count > 1;
	revisions->revised += row->is_revised;
	revisions->council_count++;
	return ERROR_NONE;
}

static enum error councils_read(const struct background *background, const struct column *column, struct arena *arena, struct revisions *revisions)
{
	struct reporter reporters[COUNCIL_COUNT_MAX];
	unsigned count;
	enum error error = ERROR_NONE;

	if (revisions->council) {
		reporters[0] = reporter_of(column, revisions->council);
		return council_read(background, revisions->council, &reporters[0], arena, revisions);
	}
	count = reporters_of(column, revisions->area, reporters);
	for (unsigned i = 0; i < count && !error; i++)
		error = council_read(background, reporters[i].council, &reporters[i], arena, revisions);
	return error;
}

enum error revisions_make(const struct background *background, const struct question *question, struct arena *arena, struct revisions *out)
{
	struct revisions revisions = {.indicator = question->indicator,
				      .month = question->month,
				      .source = question->source,
				      .council = question->council,
				      .notice = background->notice,
				      .moment = question->moment};
	const struct column *column;
	enum error error = cube_column(background->cube, question->source, question->indicator, question->month, &column);

	if (error)
		return error;
	if (!revisions.council)
		revisions.area = question->area ? question->area : area_find(SLICE_LITERAL("England"));
	revisions.councils = arena_take(arena, council_count(), sizeof(*revisions.councils));
	if (!revisions.councils)
		return ERROR_NO_MEMORY;
	error = councils_read(background, column, arena, &revisions);
	if (!error)
		*out = revisions;
	return error;
}

bool version_change(const struct council_revisions *row, unsigned index, int64_t *out)
{
	const struct indicator_value *now = &row->versions[index].cell.value;
	const struct indicator_value *before = index ? &row->versions[index - 1].cell.value : NULL;

	if (before && row->versions[index].cell.joint != row->versions[index - 1].cell.joint)
		return false;
	return before && !now->symbol && !before->symbol && !__builtin_sub_overflow(now->value, before->value, out);
}

static void put_who(struct json *json, const struct cell_version *version)
{
	bool is_return = version->cell.revision != 0;

	json_key(json, "approver_role");
	json_text(json, is_return && *version->approver_role ? version->approver_role : NULL);
	json_time_or_none(json, "approved_at", is_return, version->approved_at_s);
	json_key(json, "reason");
	json_text(json, revision_reason_id(version->reason));
	json_key(json, "series");
	json_text(json, *version->series ? version->series : NULL);
	json_month_or_none(json, "vintage", version->cell.has_vintage, version->cell.vintage);
}

static void put_version(struct json *json, const struct indicator *indicator, const struct council_revisions *row, unsigned index)
{
	const struct cell_version *version = &row->versions[index];
	int64_t change = 0;
	bool has_change = version_change(row, index, &change);

	json_object_begin(json);
	json_value(json, indicator, &version->cell.value);
	json_key(json, "why");
	json_text(json, reason_sentence(version->cell.reason));
	json_parts(json, indicator, &version->cell.value);
	json_key(json, "change");
	json_figure(json, indicator, has_change, change);
	json_key(json, "differs");
	json_bool(json, index > 0 && !cell_figures_equal(&row->versions[index - 1].cell, &version->cell));
	json_place(json, "revision", version->cell.revision);
	json_time_or_none(json, "recorded_at", true, version->recorded_at_s);
	json_key(json, "position");
	json_i64(json, (int64_t)version->position);
	put_who(json, version);
	json_object_end(json);
}

static void put_council(struct json *json, const struct indicator *indicator, const struct council_revisions *row)
{
	json_object_begin(json);
	json_council(json, row->council);
	json_joint_council(json, row->joint);
	json_key(json, "revised");
	json_bool(json, row->is_revised);
	json_key(json, "versions");
	json_array_begin(json);
	for (unsigned i = 0; i < row->version_count; i++)
		put_version(json, indicator, row, i);
	json_array_end(json);
	json_object_end(json);
}

static void put_head(struct json *json, const struct revisions *revisions)
{
	json_key(json, "indicator");
	json_indicator(json, revisions->indicator);
	json_key(json, "month");
	json_month(json, revisions->month);
	json_key(json, "source");
	json_text(json, cube_source_name(revisions->source));
	json_key(json, "area");
	if (revisions->area)
		json_area(json, revisions->area);
	else
		json_none(json);
	json_provenance(json, &revisions->moment, revisions->source == SOURCE_OFFICIAL ? RANKING_ATTRIBUTION : NULL, revisions->notice);
	json_count(json, "compared", revisions->compared);
	json_count(json, "revised", revisions->revised);
}

enum error revisions_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			    struct problem *problem)
{
	struct revisions revisions;
	struct json json;
	enum error error = revisions_make(background, question, arena, &revisions);

	(void)problem;
	if (error)
		return error;
	json_init(&json, text);
	json_object_begin(&json);
	put_head(&json, &revisions);
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < revisions.council_count; i++)
		put_council(&json, revisions.indicator, &revisions.councils[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	return text->error;
}
