/* The library's half of a channel: sockets, parts and connection events, without the loop. Only channel.c includes it. */
#pragma once

#include <zmq.h>

#include "common/shell/channel.h"

/* A socket of the options' kind with its limits and keys, neither bound nor connected; NULL with errno. */
void *socket_make(void *zmq_context, const struct channel_options *options);
/* A PAIR that receives the connection events of `socket`; NULL with errno. Give it up with socket_unwatch before the socket is closed. */
void *socket_watch(void *zmq_context, void *socket);
void socket_unwatch(void *socket, void *monitor);
/* The sentence for errno after a failed call. */
enum error socket_problem(struct problem *problem, const char *doing, const char *endpoint);
/* Whether there is something to receive; `socket` may be NULL. Asking also lets the library do what is due. */
bool socket_has_work(void *socket);
/* Receives one part; its bytes stay in `part` until it is closed. False when there is none. */
bool socket_receive(void *socket, zmq_msg_t *part);
enum socket_event { SOCKET_EVENT_NONE, SOCKET_EVENT_OTHER, SOCKET_EVENT_OURS };
/* Receives one connection event; *out is written for one of ours. */
enum socket_event socket_receive_event(void *monitor, enum channel_event *out);
int socket_descriptor(void *socket);
/* The port that was bound; 0 for addresses without one. */
unsigned socket_port(void *socket);
/* Numeric addresses of the sixth version have brackets; elsewhere the option would only change how peers' addresses are written. */
void socket_choose_family(void *socket, const char *endpoint);
