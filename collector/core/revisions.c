#include "collector/core/revisions.h"

#include "collector/core/figure_cells.h"
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

/* The difference of two versions' rounded values; false when one of them is not a number, or is of other councils. */
static bool change_of(const struct council_revisions *row, unsigned index, int64_t *out)
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
	bool has_change = change_of(row, index, &change);

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

enum { CELL_BYTES_MAX = 200, SENTENCES_BYTES_MAX = 1024 };

/* Which version it is and who answers for it: a revision and the approver's role, or a release. */
static void cell_put_which(struct terminal_table *table, const struct cell_version *version)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	if (version->cell.revision) {
		text_put(&text, "revision ");
		text_put_u64(&text, version->cell.revision);
		text_put(&text, ", approved by ");
		text_put(&text, version->approver_role);
	} else if (version->cell.has_vintage) {
		text_put(&text, "release to ");
		text_put_month_name(&text, version->cell.vintage);
		text_put(&text, ", ");
		text_put(&text, version->series);
	}
	terminal_table_put(table, text_slice(&text));
}

/* Whose figures they are, once. */
static void cell_put_councils(struct terminal_table *table, const struct council_revisions *row, bool is_first)
{
	char bytes[CELL_BYTES_MAX];
	struct text text;

	text_init_fixed(&text, bytes, sizeof(bytes));
	text_put(&text, is_first ? row->council->name : "");
	if (is_first && row->joint) {
		text_put(&text, " with ");
		text_put(&text, row->joint->name);
	}
	terminal_table_put(table, text_slice(&text));
}

static void table_put_council(struct terminal_table *table, const struct indicator *indicator, const struct council_revisions *row)
{
	for (unsigned i = 0; i < row->version_count; i++) {
		int64_t change = 0;
		bool has_change = change_of(row, i, &change);

		cell_put_councils(table, row, i == 0);
		terminal_table_put_value(table, indicator, &row->versions[i].cell.value);
		terminal_table_put_change(table, indicator, has_change, change);
		terminal_table_put_date(table, row->versions[i].recorded_at_s);
		cell_put_which(table, &row->versions[i]);
	}
}

/* Why corrections were made, where the councils have said it: below the table, which has no room for a sentence. */
static void put_reasons(struct text *text, const struct council_revisions *row, unsigned width)
{
	for (unsigned i = 0; i < row->version_count; i++) {
		const char *reason = revision_reason_sentence(row->versions[i].reason);
		char bytes[CELL_BYTES_MAX];
		struct text sentence;

		if (!reason)
			continue;
		text_init_fixed(&sentence, bytes, sizeof(bytes));
		text_put(&sentence, row->council->name);
		text_put(&sentence, ", revision ");
		text_put_u64(&sentence, row->versions[i].cell.revision);
		text_put(&sentence, ": ");
		text_put(&sentence, reason);
		text_put(&sentence, ".");
		terminal_put_wrapped(text, text_slice(&sentence), width);
	}
}

static bool is_shown(const struct revisions *revisions, const struct council_revisions *row)
{
	return revisions->council || row->is_revised;
}

static void put_summary(struct text *text, const struct revisions *revisions)
{
	text_put(text, revisions->indicator->label);
	text_put(text, ", ");
	text_put(text, revisions->council ? revisions->council->name : revisions->area->name);
	text_put(text, ", ");
	text_put_month_name(text, revisions->month);
	if (revisions->council_count == 0) {
		text_put(text, ": there is no figure of it.");
		return;
	}
	text_put(text, ": ");
	text_put_u64(text, revisions->revised);
	text_put(text, revisions->revised == 1 ? " council has been revised, of " : " councils have been revised, of ");
	text_put_u64(text, revisions->compared);
	text_put(text, " with more than one version.");
}

enum error revisions_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				     struct text *text, struct problem *problem)
{
	static const struct terminal_column columns[] = {
		{"Council", false, false}, {"Value", true, false}, {"Change", true, false}, {"Recorded", false, false}, {"Version", false, true}};
	char bytes[SENTENCES_BYTES_MAX];
	struct revisions revisions;
	struct terminal_table table;
	struct text summary;
	enum error error = revisions_make(background, question, arena, &revisions);

	(void)problem;
	if (error)
		return error;
	text_init_fixed(&summary, bytes, sizeof(bytes));
	put_summary(&summary, &revisions);
	terminal_put_wrapped(text, text_slice(&summary), width);
	moment_write_terminal(&revisions.moment, width, text);
	terminal_put_wrapped(text, slice_from_text(revisions.notice), width);
	if (revisions.council_count == 0)
		return text->error;
	text_put_char(text, '\n');
	terminal_table_begin(&table, columns, sizeof(columns) / sizeof(columns[0]), arena);
	for (unsigned i = 0; i < revisions.council_count; i++)
		if (is_shown(&revisions, &revisions.councils[i]))
			table_put_council(&table, revisions.indicator, &revisions.councils[i]);
	error = terminal_table_write(&table, width, text);
	for (unsigned i = 0; i < revisions.council_count; i++)
		if (is_shown(&revisions, &revisions.councils[i]))
			put_reasons(text, &revisions.councils[i], width);
	if (revisions.source == SOURCE_OFFICIAL)
		terminal_put_wrapped(text, SLICE_LITERAL(RANKING_ATTRIBUTION), width);
	return error;
}
