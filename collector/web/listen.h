/* The listening socket: made by us, so that a port in use and a free port can be told. */
#pragma once

#include "common/error.h"

/*
 * Binds and listens at `address` (numeric, IPv4 or IPv6) and `port` (0: a free one, told in *port_bound). ERROR_EXISTS: the port is in use;
 * ERROR_INVALID: not an address of this machine. The descriptor is the caller's.
 */
enum error listen_open(const char *address, unsigned port, int *descriptor, unsigned *port_bound, struct problem *problem) MUST_CHECK;
