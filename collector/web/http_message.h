/* A request and an answer, from and to libmicrohttpd's form. Only http.c includes it. */
#pragma once

#include <microhttpd.h>

#include "collector/web/http.h"

/* Fills in what a route sees of a request whose head has come. Everything is borrowed from the connection and `target`. */
void http_message_read(struct MHD_Connection *handle, const char *method, const char *version, struct slice target, struct http_request *request);
/* The answer with the headers that every answer has; takes the body over. NULL without memory, and then the body is still the caller's. */
struct MHD_Response *http_message_write(const struct http_answer *answer, bool ends_connection);
/* Borrowed: whoever queues it holds it until it is sent. */
struct MHD_Response *http_ready_response(const struct http_ready *ready);
