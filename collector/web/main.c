/* bellwether-web: serves a collector's figures, read only. */
#include <string.h>

#include "collector/web/server.h"
#include "common/shell/command.h"

enum { ARGUMENTS_MAX = 64 };

static const struct option options[] = {
	{"state", OPTION_PATH, "DIR", NULL, "the collector's state folder, whose store is read", 0, 0},
	{"listen", OPTION_TEXT, "ADDRESS", "127.0.0.1", "the numeric address of this machine to serve at; TLS ends at a reverse proxy", 0, 0},
	{"port", OPTION_COUNT, "N", "8480", "the port to serve at; 0 takes a free one", 0, 65535},
	{"run", OPTION_PATH, "DIR", NULL, "the folder for this server's own web.pid and web.port; without it neither is written", 0, 0},
	{"collector-run", OPTION_PATH, "DIR", NULL, "where the collector's health page is, when it is not in its state folder's run/", 0, 0},
	{"connections-max", OPTION_COUNT, "N", "12000", "connections at once; further ones wait", 1, 100000},
	{"deadline-seconds", OPTION_COUNT, "N", "10", "the time to receive a request's head, and again to send its answer", 1, 600},
};

static enum error command_run(struct command_call *call, enum exit_code *code)
{
	struct server_options server = {
		.state = options_text(&call->options, "state"),
		.collector_run = options_text(&call->options, "collector-run"),
		.listen = options_text(&call->options, "listen"),
		.port = (unsigned)options_count(&call->options, "port"),
		.run = options_text(&call->options, "run"),
		.connections_max = (unsigned)options_count(&call->options, "connections-max"),
		.deadline_ms = (uint64_t)options_count(&call->options, "deadline-seconds") * 1000,
		.clock = call->clock,
	};

	(void)code;
	return server_run(&server, &call->problem);
}

static const struct command commands[] = {
	{"run", NULL, "Serve the pages and the API until told to stop.", "!state listen port run collector-run connections-max deadline-seconds",
	 command_run},
};

/* There is one command, so that its name may be left out: "bellwether-web --state DIR". */
int main(int argc, char **argv)
{
	static const struct program program = {
		.name = "bellwether-web",
		.summary = "Bellwether's web server: pages and data of a collector's figures, read only.",
		.commands = commands,
		.command_count = 1,
		.options = options,
		.option_count = sizeof options / sizeof options[0],
	};
	static char run[] = "run";
	char *arguments[ARGUMENTS_MAX + 1];
	bool is_nameless = argc > 1 && argc < ARGUMENTS_MAX && strncmp(argv[1], "--", 2) == 0 && strcmp(argv[1], "--version") != 0;

	if (!is_nameless)
		return command_main(&program, argc, argv);
	arguments[0] = argv[0];
	arguments[1] = run;
	memcpy(arguments + 2, argv + 1, (size_t)argc * sizeof argv[0]);
	return command_main(&program, argc + 1, arguments);
}
