/* A workforce census written in a test. */
#pragma once

#include "tests/unit/agent/extract_text.h"

#define CENSUS_HEADER(day)                                                                             \
	"<Header><CollectionDetails><Collection>CSWW</Collection><Year>2021</Year><ReferenceDate>" day \
	"</ReferenceDate></CollectionDetails><Source><LEA>342</LEA></Source></Header>\n"
#define CENSUS(day, content) "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Message>\n" CENSUS_HEADER(day) content "</Message>\n"
#define CENSUS_COUNCIL                                                                                  \
	"<LALevelVacancies><NumberOfVacancies>35.25</NumberOfVacancies><NoAgencyFTE>20.5</NoAgencyFTE>" \
	"<NoAgencyHeadcount>21</NoAgencyHeadcount></LALevelVacancies>\n"
#define CENSUS_WORKER(agency, person, fte, start, rest)                                                                       \
	"<CSWWWorker><AgencyWorker>" agency "</AgencyWorker><SWENo>" person "</SWENo><FTE>" fte "</FTE><RoleStartDate>" start \
	"</RoleStartDate>" rest "</CSWWWorker>\n"
