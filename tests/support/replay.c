/* Runs a fuzz target over every file of the folders it is given: the corpus as a regression test, with any compiler. */
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct stat status;
	if (file == NULL || fstat(fileno(file), &status) != 0) {
		perror(path);
		exit(1);
	}
	if (!S_ISREG(status.st_mode)) {
		fclose(file);
		return 0;
	}
	/* An exact block, so that a sanitizer sees a read one byte beyond the input. */
	size_t size = (size_t)status.st_size;
	uint8_t *data = malloc(size == 0 ? 1 : size);
	if (data == NULL || fread(data, 1, size, file) != size) {
		perror(path);
		exit(1);
	}
	fclose(file);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 1;
}

static int replay_folder(const char *folder)
{
	DIR *entries = opendir(folder);
	if (entries == NULL) {
		perror(folder);
		exit(1);
	}
	int count = 0;
	for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
		char path[PATH_MAX];
		if (entry->d_name[0] != '.' && snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path)
			count += replay_file(path);
	}
	closedir(entries);
	return count;
}

int main(int argc, char **argv)
{
	int count = 0;
	for (int i = 1; i < argc; i++)
		count += replay_folder(argv[i]);
	printf("%d inputs replayed\n", count);
	return count > 0 ? 0 : 1; /* an empty corpus tests nothing */
}
