#include "agent/core/council_label.h"

#include <criterion/criterion.h>

#include "proto/councils.h"

Test(council_label, finds_councils_as_people_write_them)
{
	static const struct {
		const char *label;
		uint16_t own, code;
	} cases[] = {
		{"St. Helens", 0, 342},
		{"st helens", 0, 342},
		{"St Helens Metropolitan Borough Council", 0, 342},
		{"342", 0, 342},
		{"E08000013", 0, 342},
		{"e08000013", 0, 342},
		{"Knowsley", 342, 340},
		{"City of Bristol", 0, 801},
		{"Bristol", 0, 801},
		{"Kingston-upon-Hull", 0, 810},
		{"Durham", 0, 840},
		{"Telford & Wrekin", 0, 894},
		{"City of London", 0, 201},
		{"London Borough of Richmond Upon Thames", 0, 318},
		{"Dorset", 838, 838},
		{"Dorset", 835, 835},
		{"SYNTH Council", 342, 0},
		{"Council", 0, 0},
		{"", 342, 0},
		{"999", 342, 0},
	};

	for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(council_label_find(slice_from_text(cases[i].label), cases[i].own), cases[i].code, "%s: %u", cases[i].label,
			     council_label_find(slice_from_text(cases[i].label), cases[i].own));
}

Test(council_label, every_council_is_found_by_its_own_name)
{
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);

		cr_expect_eq(council_label_find(slice_from_text(council->name), council->code), council->code, "%s", council->name);
	}
}
