#include "collector/core/encodings.h"

#include <criterion/criterion.h>

/* Lines of the header, as they come; NULL-filled. */
Test(encodings, gzip_goes_to_whom_it_is_welcome)
{
	static const struct {
		const char *lines[2];
		bool takes_gzip;
	} rows[] = {
		{{NULL}, false},
		{{""}, false},
		{{"gzip"}, true},
		{{"GZIP"}, true},
		{{"x-gzip"}, true},
		{{" gzip "}, true},
		{{"deflate, gzip, br"}, true},
		{{"deflate,\tgzip"}, true},
		{{"deflate", "gzip"}, true},
		{{"br", "deflate"}, false},
		{{"gzipped"}, false},
		{{"*"}, true},
		{{"*;q=0"}, false},
		{{"*;q=0, gzip"}, true},
		{{"gzip;q=0, *"}, false},
		{{"gzip;q=0"}, false},
		{{"gzip;q=0.0"}, false},
		{{"gzip;q=0.000"}, false},
		{{"gzip;q=0.001"}, true},
		{{"gzip;q=1"}, true},
		{{"gzip;q=1."}, true},
		{{"gzip;q=1.000"}, true},
		{{"gzip ; q=0.5"}, true},
		{{"gzip;Q=0.5"}, true},
		{{"identity, gzip;q=0.5"}, false},
		{{"identity;q=0.5, gzip;q=0.5"}, true},
		{{"identity;q=0.5, gzip;q=1.0, *;q=0"}, true},
		{{"identity;q=0"}, false},
		{{"gzip", "identity"}, true},
		{{"gzip;q=0.9", "identity"}, false},
		/* malformed: a client that we do not understand gets plain bytes */
		{{"gzip;"}, false},
		{{"gzip;q"}, false},
		{{"gzip;q="}, false},
		{{"gzip;q=2"}, false},
		{{"gzip;q=1.001"}, false},
		{{"gzip;q=0.0001"}, false},
		{{"gzip;q=-1"}, false},
		{{"gzip;q=.5"}, false},
		{{"gzip;q=0,5"}, false},
		{{"gzip;q=0.x"}, false},
		{{"gzip;level=9"}, false},
		{{"gzip;q=1;level=9"}, false},
		{{"gzip deflate"}, false},
		{{",,;,gzip"}, true},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct encodings encodings;

		encodings_init(&encodings);
		for (unsigned line = 0; line < 2 && rows[i].lines[line]; line++)
			encodings_read(&encodings, slice_from_text(rows[i].lines[line]));
		cr_expect_eq(encodings_take_gzip(&encodings), rows[i].takes_gzip, "%s", rows[i].lines[0]);
	}
}
