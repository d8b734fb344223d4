/* bellwether-demo-extracts: writes, for each council of the published table, the extract files that its systems would have produced. */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/exit_code.h"
#include "common/options.h"
#include "common/shell/files.h"
#include "deploy/demo_data/children.h"
#include "deploy/demo_data/extracts.h"

enum { PUBLISHED_BYTES_MAX = 4 << 20, FOLDER_MODE = 0755, SEED_MAX = 1000000000, REPORT_BYTES_MAX = 1 << 20 };

static const struct option table[] = {
	{.name = "published", .kind = OPTION_PATH, .value_name = "FILE", .help = "the published figures: council,date,measure,value"},
	{.name = "children",
	 .kind = OPTION_PATH,
	 .value_name = "FILE",
	 .help = "the children's published figures, in the same form; without it no files about children are written"},
	{.name = "folder", .kind = OPTION_PATH, .value_name = "DIR", .help = "folder that gets one folder a council"},
	{.name = "from",
	 .kind = OPTION_MONTH,
	 .value_name = "MONTH",
	 .fallback = "2019-09",
	 .help = "first month that is to be computed, 2017-09 or later"},
	{.name = "to", .kind = OPTION_MONTH, .value_name = "MONTH", .fallback = "2022-09", .help = "the last one, 2025-09 or earlier"},
	{.name = "seed",
	 .kind = OPTION_COUNT,
	 .value_name = "N",
	 .fallback = "1",
	 .help = "other synthetic people for another seed",
	 .maximum = SEED_MAX},
	{.name = "help", .kind = OPTION_FLAG, .help = "print this help"},
};

static int fail(enum error error, const struct problem *problem)
{
	(void)fprintf(stderr, "bellwether-demo-extracts: %s\n", problem->sentence);
	return (int)exit_code_for(error);
}

static int help(void)
{
	struct text text;

	text_init_growing(&text, 1 << 16);
	text_put(&text,
		 "Usage: bellwether-demo-extracts --published FILE [--children FILE] --folder DIR [--from MONTH] [--to MONTH] [--seed N]\n"
		 "Writes DIR/COUNCIL/workers.csv, posts.csv and csww_YEAR.xml: synthetic workers whose sums on each 30 September of the period\n"
		 "are the Department for Education's published figures (Crown copyright, Open Government Licence v3.0); with --children also\n"
		 "ssda903_YEAR_TABLE.csv and cin_YEAR.xml, of children who have FILE's figures of each 31 March; all else is invented. Nobody in "
		 "them exists.\n"
		 "Prints a line \"COUNCIL FROM TO\" for each council, with the months for which it existed, and each figure that was not met.\n\n");
	options_describe(table, sizeof(table) / sizeof(table[0]), &text);
	(void)fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
	return EXIT_CODE_OK;
}

/* Reads the published tables; there may be none of children. */
static enum error read_tables(const char *path, const char *children_path, struct published_table *published, struct children_published *children,
			      struct problem *problem)
{
	struct arena arena;
	struct slice bytes;
	enum error error;

	arena_init(&arena, 2 * PUBLISHED_BYTES_MAX + 1024);
	error = file_read(path, PUBLISHED_BYTES_MAX, &arena, &bytes, problem);
	if (!error)
		error = published_parse(bytes, published, problem);
	if (!error && children_path)
		error = file_read(children_path, PUBLISHED_BYTES_MAX, &arena, &bytes, problem);
	if (!error && children_path)
		error = children_published_parse(bytes, children, problem);
	arena_fini(&arena);
	return error;
}

/*
 * The sink: each file into the folder that `context` names. Not made durable one by one: a thousand files would take minutes of the disk's time, and
 * whoever is interrupted lets them be written again.
 */
static enum error write_file(void *context, const char *name, struct slice bytes, struct problem *problem)
{
	char path[PATH_SIZE];
	enum error error = path_join(path, context, name, problem);

	if (error)
		return error;
	FILE *file = fopen(path, "wb");

	if (file == NULL)
		return problem_set(problem, error_from_errno(errno), "cannot write ", path, ": ", strerror(errno));
	if (fwrite(bytes.data, 1, bytes.size, file) < bytes.size)
		error = problem_set(problem, error_from_errno(errno), "cannot write ", path, ": ", strerror(errno));
	if (fclose(file) != 0 && !error)
		error = problem_set(problem, error_from_errno(errno), "cannot write ", path, ": ", strerror(errno));
	return error;
}

/* Everything that the councils' files are made of. */
struct demo {
	struct published_table published;
	struct children_published children; /* without councils: no files about children are wanted */
	struct period period;
	uint64_t seed;
	const char *folder;
	struct arena arena;
	struct text unmet;
	struct text lines; /* what is said about the councils */
	unsigned council_count;
};

static void put_council(struct text *text, uint16_t code, const struct period *own)
{
	text_put_u64(text, code);
	text_put_char(text, ' ');
	text_put_month(text, own->from);
	text_put_char(text, ' ');
	text_put_month(text, own->to);
	text_put_char(text, '\n');
}

/* Whose children the council took over, if there was somebody before it; which of the successors it is. */
static const struct children_council *predecessor_of(const struct demo *demo, uint16_t code, unsigned *turn)
{
	for (unsigned i = 0; i < council_count(); i++) {
		for (unsigned k = 0; k < SUCCESSOR_COUNT_MAX; k++) {
			*turn = k;
			if (council_at(i)->successors[k] == code)
				return children_published_find(&demo->children, council_at(i)->code);
		}
	}
	return NULL;
}

static enum error children_of_council_write(struct demo *demo, unsigned index, const struct period *own, char *folder, struct problem *problem)
{
	uint16_t code = demo->published.councils[index].code;
	struct children_order order = {
		.council = children_published_find(&demo->children, code),
		.index = index,
		.period = *own,
		.seed = demo->seed,
	};

	order.predecessor = predecessor_of(demo, code, &order.turn);
	if (order.council == NULL)
		return ERROR_NONE;
	return children_write(&order, &demo->arena, &(struct sink){write_file, folder}, &demo->unmet, problem);
}

/* One council's folder; none for a council that the period has no month of. */
static enum error council_write(struct demo *demo, unsigned index, struct problem *problem)
{
	const struct published_council *published = &demo->published.councils[index];
	struct extracts_order order = {
		.published = published, .council = council_find(published->code), .dialect = dialect_of(index), .seed = demo->seed};
	char code[8], folder[PATH_SIZE];
	struct text name;
	enum error error;

	text_init_fixed(&name, code, sizeof(code));
	text_put_u64(&name, published->code);
	if (!order.council)
		return problem_set(problem, ERROR_MALFORMED, "the published table has a council ", code, " that England has not");
	if (!period_of_council(&demo->period, order.council, &order.period))
		return ERROR_NONE;
	error = path_join(folder, demo->folder, code, problem);
	if (!error)
		error = folder_make(folder, FOLDER_MODE, problem);
	if (!error)
		error = extracts_write(&order, &demo->arena, &(struct sink){write_file, folder}, &demo->unmet, problem);
	if (!error)
		error = children_of_council_write(demo, index, &order.period, folder, problem);
	if (error)
		return error;
	put_council(&demo->lines, published->code, &order.period);
	demo->council_count++;
	return ERROR_NONE;
}

static enum error check_period(const struct period *period, struct problem *problem)
{
	struct month first = date_month(census_date(CENSUS_PUBLISHED_FIRST)), last = date_month(census_date(CENSUS_COUNT - 1));

	if (month_compare(period->from, first) < 0 || month_compare(period->to, last) > 0 || month_compare(period->from, period->to) > 0)
		return problem_set(problem, ERROR_INVALID, "--from and --to are months from 2017-09 to 2025-09, the first one not after the last");
	return ERROR_NONE;
}

static enum error demo_write(struct demo *demo, const char *published, const char *children, struct problem *problem)
{
	enum error error = check_period(&demo->period, problem);

	if (!error)
		error = read_tables(published, children, &demo->published, &demo->children, problem);
	for (unsigned i = 0; i < demo->published.council_count && !error; i++)
		error = council_write(demo, i, problem);
	if (!error && (demo->unmet.error || demo->lines.error))
		error = problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to say what was written");
	return error;
}

static void demo_report(const struct demo *demo)
{
	(void)printf("%s%s%u councils' extracts are in %s\n", demo->lines.data, demo->unmet.data, demo->council_count, demo->folder);
}

int main(int argc, char **argv)
{
	static struct demo demo;
	static struct options options;
	struct problem problem = {0};
	unsigned word_count = 0;
	const char *published;
	enum error error;

	options_init(&options, table, sizeof(table) / sizeof(table[0]));
	error = options_parse(&options, argc - 1, argv + 1, NULL, 0, &word_count, &problem);
	if (error)
		return fail(error, &problem);
	if (options_flag(&options, "help"))
		return help();
	published = options_text(&options, "published");
	demo.folder = options_text(&options, "folder");
	if (!published || !demo.folder)
		return fail(ERROR_INVALID, &(struct problem){.sentence = "--published FILE and --folder DIR are needed; --help says more"});
	(void)options_month(&options, "from", &demo.period.from); /* they have fallbacks */
	(void)options_month(&options, "to", &demo.period.to);
	demo.seed = (uint64_t)options_count(&options, "seed");
	arena_init(&demo.arena, CHILDREN_ARENA_BYTES);
	static_assert((int)CHILDREN_ARENA_BYTES >= (int)EXTRACTS_ARENA_BYTES, "one arena for both");
	text_init_growing(&demo.unmet, REPORT_BYTES_MAX);
	text_init_growing(&demo.lines, REPORT_BYTES_MAX);
	error = demo_write(&demo, published, options_text(&options, "children"), &problem);
	if (!error)
		demo_report(&demo);
	text_fini(&demo.lines);
	text_fini(&demo.unmet);
	arena_fini(&demo.arena);
	return error ? fail(error, &problem) : EXIT_CODE_OK;
}
