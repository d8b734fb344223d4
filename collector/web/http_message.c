#include "collector/web/http_message.h"

#include <string.h>

#include "collector/core/encodings.h"
#include "common/memory.h"

/* What a request's headers say of its body and of the answer's form, and whether they can be believed. */
struct head_signs {
	unsigned lengths, hosts;
	bool has_body, is_bad;
	struct encodings encodings;
};

/* RFC 9110, 5.6.2: what a header's name may be made of. A blank before the colon is the classic way to smuggle a request past a proxy. */
static bool is_token(const char *name)
{
	static const char marks[] = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return name[0] != '\0' && name[strspn(name, marks)] == '\0';
}

static bool has_control(const char *value)
{
	for (; *value; value++) {
		if (((unsigned char)*value < ' ' && *value != '\t') || *value == 0x7f)
			return true;
	}
	return false;
}

static enum MHD_Result note_header(void *context, enum MHD_ValueKind kind, const char *key, const char *value)
{
	struct head_signs *signs = context;

	(void)kind;
	if (!is_token(key) || (value && has_control(value)))
		signs->is_bad = true;
	if (strcasecmp(key, MHD_HTTP_HEADER_HOST) == 0)
		signs->hosts++;
	if (strcasecmp(key, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0)
		signs->has_body = true;
	if (strcasecmp(key, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0 && (signs->lengths++ > 0 || !value || strcmp(value, "0") != 0))
		signs->has_body = true;
	if (strcasecmp(key, MHD_HTTP_HEADER_ACCEPT_ENCODING) == 0)
		encodings_read(&signs->encodings, slice_from_text(value));
	return MHD_YES;
}

static bool has_blank(struct slice target)
{
	for (size_t index = 0; index < target.size; index++) {
		if (target.data[index] <= ' ' || target.data[index] >= 0x7f)
			return true;
	}
	return false;
}

static enum http_method method_of(const char *method)
{
	if (strcmp(method, MHD_HTTP_METHOD_GET) == 0)
		return HTTP_GET;
	return strcmp(method, MHD_HTTP_METHOD_HEAD) == 0 ? HTTP_HEAD : HTTP_OTHER;
}

void http_message_read(struct MHD_Connection *handle, const char *method, const char *version, struct slice target, struct http_request *request)
{
	struct head_signs signs = {0};
	bool is_old = strcmp(version, MHD_HTTP_VERSION_1_0) == 0;

	encodings_init(&signs.encodings);
	MHD_get_connection_values(handle, MHD_HEADER_KIND, note_header, &signs);
	request->has_body = signs.has_body;
	request->is_malformed = signs.is_bad || signs.hosts > 1 || (signs.hosts == 0 && !is_old) || has_blank(target);
	request->method = method_of(method);
	request->takes_gzip = encodings_take_gzip(&signs.encodings);
	request->path = slice_split(&target, '?');
	request->query = target;
	request->if_none_match = slice_from_text(MHD_lookup_connection_value(handle, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_NONE_MATCH));
}

/*
 * The headers that every answer has. The pages need nothing but their own style, scripts and pictures; blob: is the picture of a chart that a script draws
 * for saving.
 */
static const char *const fixed_headers[][2] = {
	{"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action "
				    "'self'; frame-ancestors 'none'; base-uri 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Cache-Control", "no-cache"},
	{"Vary", "Accept-Encoding"},
};

static void release(void *body)
{
	body_release(body);
}

/* `value` is NULL or "" for a header that the answer does not have. */
static void put_header(struct MHD_Response *response, const char *name, const char *value)
{
	if (value && value[0])
		MHD_add_response_header(response, name, value);
}

/* What is downloaded is kept under its name. */
static void put_file_name(struct MHD_Response *response, const char *name)
{
	char value[HTTP_FILE_NAME_SIZE + sizeof "attachment; filename=\"\""];
	struct text text;

	if (!name[0])
		return;
	text_init_fixed(&text, value, sizeof value);
	text_put(&text, "attachment; filename=\"");
	text_put(&text, name);
	text_put(&text, "\"");
	put_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, value);
}

static void put_retry_after(struct MHD_Response *response, unsigned seconds)
{
	char value[12];
	struct text text;

	if (seconds == 0)
		return;
	text_init_fixed(&text, value, sizeof value);
	text_put_u64(&text, seconds);
	put_header(response, MHD_HTTP_HEADER_RETRY_AFTER, value);
}

struct MHD_Response *http_message_write(const struct http_answer *answer, bool ends_connection)
{
	struct slice bytes = answer->body ? body_slice(answer->body) : slice_from(NULL, 0);
	struct MHD_Response *response =
		MHD_create_response_from_buffer_with_free_callback_cls(bytes.size, (void *)(uintptr_t)bytes.data, release, answer->body);

	if (!response)
		return NULL;
	for (size_t index = 0; index < sizeof fixed_headers / sizeof fixed_headers[0]; index++)
		put_header(response, fixed_headers[index][0], fixed_headers[index][1]);
	put_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type);
	put_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, answer->encoding);
	put_header(response, MHD_HTTP_HEADER_ETAG, answer->etag);
	put_header(response, MHD_HTTP_HEADER_LOCATION, answer->location);
	put_header(response, MHD_HTTP_HEADER_ALLOW, answer->allow);
	put_header(response, MHD_HTTP_HEADER_CONNECTION, ends_connection ? "close" : NULL);
	put_file_name(response, answer->file_name);
	put_retry_after(response, answer->retry_after_s);
	return response;
}

void http_answer_unchanged(struct http_answer *answer)
{
	answer->ready = NULL;
	answer->type = NULL;
	answer->encoding = NULL;
	answer->file_name[0] = '\0';
	answer->status = 304;
}

struct http_ready {
	struct MHD_Response *response;
	struct body *body; /* held */
};

struct http_ready *http_ready_new(const struct http_answer *answer)
{
	struct http_ready *ready = memory_new(1, sizeof *ready);

	if (!ready)
		return NULL;
	ready->body = body_hold(answer->body);
	body_hold(answer->body); /* for the response */
	ready->response = http_message_write(answer, false);
	if (ready->response)
		return ready;
	body_release(ready->body);
	body_release(ready->body);
	memory_free(ready);
	return NULL;
}

void http_ready_free(struct http_ready *ready)
{
	if (!ready)
		return;
	MHD_destroy_response(ready->response);
	body_release(ready->body);
	memory_free(ready);
}

struct body *http_ready_body(const struct http_ready *ready)
{
	return ready->body;
}

struct MHD_Response *http_ready_response(const struct http_ready *ready)
{
	return ready->response;
}
