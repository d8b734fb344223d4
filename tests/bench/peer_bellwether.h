/* Bellwether's own store and comparisons, asked what its peers are asked: in process, by one thread, as the web server asks them. */
#pragma once

#include "common/text.h"
#include "tests/bench/peer_question.h"

struct bellwether;

/* Makes a store in the folder, with a return of every council for every month. Ends the program when anything fails, as all functions here. */
struct bellwether *bellwether_open(const char *folder, const struct data *data);
void bellwether_close(struct bellwether *bellwether);
/* Forgets what is kept of the commit position: the next question reads the store. */
void bellwether_forget(struct bellwether *bellwether);
size_t bellwether_kept_bytes(const struct bellwether *bellwether);
/* What the peers are asked, and no more. */
void bellwether_ask(struct bellwether *bellwether, const struct peer_question *question, struct peer_answer *answer);
/*
 * The whole answer as the API has it, before it is written: of a ranking with intervals, rank intervals, possible ranks and why ranks moved; of a series
 * with the area's and England's sums and the neighbours; of a matrix with ranks and bands over all of the catalogue's indicators.
 */
void bellwether_make(struct bellwether *bellwether, const struct peer_question *question);
/* The following questions are answered as of when half of the newest month's returns were there; or, again, as of now. */
void bellwether_look_back(struct bellwether *bellwether, bool looks_back);
/* The same as JSON. */
void bellwether_write(struct bellwether *bellwether, const struct peer_question *question, struct text *text);
/* The address of the same question in the API. */
void bellwether_put_address(const struct bellwether *bellwether, const struct peer_question *question, struct text *text);
