/* bellwether-demo-extracts: writes, for each council of the published table, the extract files that its systems would have produced. */
#include <stdio.h>

#include "common/exit_code.h"
#include "common/options.h"
#include "common/shell/files.h"
#include "deploy/demo_data/extracts.h"

enum { PUBLISHED_BYTES_MAX = 4 << 20, FOLDER_MODE = 0755, FILE_MODE = 0644, SEED_MAX = 1000000000 };

static const struct option table[] = {
	{.name = "published", .kind = OPTION_PATH, .value_name = "FILE", .help = "the published figures: council,date,measure,value"},
	{.name = "to", .kind = OPTION_PATH, .value_name = "DIR", .help = "folder that gets one folder a council"},
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
	text_put(&text, "Usage: bellwether-demo-extracts --published FILE --to DIR [--seed N]\n"
			"Writes DIR/COUNCIL/workers.csv and posts.csv: synthetic workers whose sums on 30 September 2019, 2020 and 2021 are the\n"
			"Department for Education's published figures (Crown copyright, Open Government Licence v3.0). Nobody in them exists.\n\n");
	options_describe(table, sizeof(table) / sizeof(table[0]), &text);
	(void)fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
	return EXIT_CODE_OK;
}

static enum error read_table(const char *path, struct published_table *published, struct problem *problem)
{
	struct arena arena;
	struct slice bytes;
	enum error error;

	arena_init(&arena, PUBLISHED_BYTES_MAX + 1024);
	error = file_read(path, PUBLISHED_BYTES_MAX, &arena, &bytes, problem);
	if (!error)
		error = published_parse(bytes, published, problem);
	arena_fini(&arena);
	return error;
}

static enum error write_file(const char *folder, const char *name, struct slice bytes, struct problem *problem)
{
	char path[PATH_SIZE];
	enum error error = path_join(path, folder, name, problem);

	return error ? error : file_write_atomically(path, bytes, FILE_MODE, problem);
}

/* One council's folder: both tables, and what else its people have put there. */
static enum error council_write(const struct published_council *council, const struct dialect *dialect, uint64_t seed, const char *to,
				struct problem *problem)
{
	char code[8], folder[PATH_SIZE];
	struct text name, workers, posts;
	struct arena arena;
	enum error error;

	text_init_fixed(&name, code, sizeof(code));
	text_put_u64(&name, council->code);
	text_init_growing(&workers, EXTRACTS_TEXT_BYTES);
	text_init_growing(&posts, EXTRACTS_TEXT_BYTES);
	arena_init(&arena, EXTRACTS_ARENA_BYTES);
	error = extracts_build(council, dialect, seed, &arena, &workers, &posts, problem);
	if (!error)
		error = path_join(folder, to, code, problem);
	if (!error)
		error = folder_make(folder, FOLDER_MODE, problem);
	if (!error)
		error = write_file(folder, "workers.csv", text_slice(&workers), problem);
	if (!error)
		error = write_file(folder, "posts.csv", text_slice(&posts), problem);
	if (!error && dialect->note)
		error = write_file(folder, "notes.txt", slice_from_text(dialect->note), problem);
	arena_fini(&arena);
	text_fini(&posts);
	text_fini(&workers);
	return error;
}

int main(int argc, char **argv)
{
	static struct published_table published;
	static struct options options;
	struct problem problem = {0};
	unsigned word_count = 0;
	const char *path, *to;
	enum error error;

	options_init(&options, table, sizeof(table) / sizeof(table[0]));
	error = options_parse(&options, argc - 1, argv + 1, NULL, 0, &word_count, &problem);
	if (error)
		return fail(error, &problem);
	if (options_flag(&options, "help"))
		return help();
	path = options_text(&options, "published");
	to = options_text(&options, "to");
	if (!path || !to)
		return fail(ERROR_INVALID, &(struct problem){.sentence = "--published FILE and --to DIR are needed; --help says more"});
	error = read_table(path, &published, &problem);
	for (unsigned i = 0; i < published.council_count && !error; i++)
		error = council_write(&published.councils[i], dialect_of(i), (uint64_t)options_count(&options, "seed"), to, &problem);
	if (error)
		return fail(error, &problem);
	(void)printf("%u councils' extracts are in %s\n", published.council_count, to);
	return EXIT_CODE_OK;
}
