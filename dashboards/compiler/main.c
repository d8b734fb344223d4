/* bellwether-templates: compiles one page template; run by the build. Usage: bellwether-templates NAME FOLDER OUTPUT */
#include <stdio.h>
#include <string.h>

#include "common/memory.h"
#include "dashboards/compiler/template.h"

enum { PARTS_MAX = 64, PATH_BYTES_MAX = 1024 };

/* Files that were read, with what belongs to them. */
struct library {
	const char *folder;
	unsigned count;
	struct {
		char path[PATH_BYTES_MAX];
		struct template_file file;
	} files[PARTS_MAX];
};

/* The file's bytes, owned by the caller; data is NULL when it cannot be read. */
static struct slice read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = file ? memory_new(TEMPLATE_BYTES_MAX + 1, 1) : NULL;
	size_t size = bytes ? fread(bytes, 1, TEMPLATE_BYTES_MAX + 1, file) : 0;

	if (file && (ferror(file) || fclose(file) != 0))
		size = 0;
	return slice_from(bytes, size);
}

static bool library_read(struct library *library, const char *kind, struct slice name, struct template_file *out)
{
	char buffer[TEMPLATE_NAME_BYTES_MAX + 1];

	if (library->count == PARTS_MAX || !slice_copy_text(name, buffer, sizeof buffer))
		return false;
	(void)snprintf(library->files[library->count].path, PATH_BYTES_MAX, "%s/%s%s.html", library->folder, kind, buffer);
	out->path = library->files[library->count].path;
	out->bytes = read_file(out->path);
	if (!out->bytes.data)
		return false;
	library->files[library->count++].file = *out;
	return true;
}

static bool find_part(void *context, struct slice name, struct template_file *out)
{
	return library_read(context, "parts/", name, out);
}

static void library_free(struct library *library)
{
	for (unsigned index = 0; index < library->count; index++)
		memory_free((void *)(uintptr_t)library->files[index].file.bytes.data);
}

static int compile(struct library *library, const char *name, struct text *out)
{
	struct template_parts parts = {library, find_part};
	struct template_file file;
	struct problem problem = {0};

	if (!library_read(library, "", slice_from_text(name), &file)) {
		(void)fprintf(stderr, "%s/%s.html cannot be read\n", library->folder, name);
		return 1;
	}
	if (template_compile(slice_from_text(name), &file, &parts, out, &problem)) {
		(void)fprintf(stderr, "%s\n", problem.sentence);
		return 1;
	}
	return 0;
}

static int write_output(const char *path, const struct text *out)
{
	FILE *file = fopen(path, "wb");
	bool is_written = file && fwrite(out->data, 1, out->size, file) == out->size;

	if (file && fclose(file) == 0 && is_written)
		return 0;
	(void)fprintf(stderr, "%s cannot be written\n", path);
	return 1;
}

int main(int count, char **arguments)
{
	static struct library library;
	struct text out;
	int status;

	if (count != 4) {
		(void)fprintf(stderr, "usage: bellwether-templates NAME FOLDER OUTPUT\n");
		return 2;
	}
	library.folder = arguments[2];
	text_init_growing(&out, TEMPLATE_OUTPUT_BYTES_MAX);
	status = compile(&library, arguments[1], &out);
	if (status == 0)
		status = write_output(arguments[3], &out);
	text_fini(&out);
	library_free(&library);
	return status;
}
