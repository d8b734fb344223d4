/* The workforce census (CSWW) as XML: its header, the council's figures and the workers. */
#pragma once

#include "agent/core/schema.h"

extern const struct schema census_schema;
