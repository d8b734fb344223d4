#!/usr/bin/env bash
# Every rule that bears on the figures: a small file (or two) that breaks it, and exactly the cells that `validate` has to name: file, row, column.
# A sound set of each kind, from which the bad ones differ in one cell, breaks none.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/release}
source tests/support/cluster.sh
cluster_begin
cd "$work" || exit 1

same() {
	[ "$1" = "$2" ] && return
	printf 'expected: %s\nfound:    %s\n' "$1" "$2"
	return 1
}

# expect RULE SEVERITY CELLS FILE...: `validate` finds the rule broken in these cells ("FILE ROW COLUMN", joined by "; ") and in no others.
expect() {
	local rule=$1 severity=$2 cells=$3 status=0
	shift 3
	"$agent" validate "$@" --json >validate.json || status=$?
	check "$rule" same "$severity: $cells" "$(jq -r --arg rule "$rule" '.rules[] | select(.rule == $rule) |
		.severity + ": " + ([.cells[] | "\(.file) \(.row) \(.column // .column_name // "-")"] | join("; "))' validate.json)"
	check "$rule: the exit code is 1 where there are errors" same "$(jq 'if .errors > 0 then 1 else 0 end' validate.json)" "$status"
}

# absent RULE WHAT FILE...: `validate` does not say it.
absent() {
	local rule=$1 what=$2
	shift 2
	"$agent" validate "$@" --json >validate.json || true
	check "$what" same 0 "$(jq --arg rule "$rule" '[.rules[] | select(.rule == $rule)] | length' validate.json)"
}

# sound WHAT FILE...: nothing is wrong at all.
sound() {
	local what=$1
	shift
	check_exit 0 '^0 errors, 0 warnings, 0 notes$' "$what" "$agent" validate "$@"
}

# Workforce, as tables
workers() {
	printf '%s\n' 'AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave' '0,SYNTH1,1,2015-01-01,,' "$@" >workers.csv
}

posts() {
	printf '%s\n' 'month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte' \
		'2021-08,1,1,1,20,1,3' "$@" >posts.csv
}

posts
workers '0,SYNTH2,0.8,2016-01-01,2021-01-31,5' '1,SYNTH3,1,2021-01-01,,'
sound "the workforce tables are sound" workers.csv posts.csv
workers '0,SYNTH2,1.05,2016-01-01,,'
expect fte_over_one error 'workers.csv 3 C' workers.csv
workers '0,SYNTH2,0,2016-01-01,2021-01-31,5' '0,SYNTH3,,2016-01-01,2021-01-31,5'
expect leaver_fte_zero warning 'workers.csv 3 C; workers.csv 4 C' workers.csv
workers '1,SYNTH2,1,,,' '1,,,,,'
expect agency_start_empty warning 'workers.csv 3 D; workers.csv 4 D' workers.csv
workers '0,SYNTH2,1,2021-01-31,2020-01-31,5'
expect post_ends_before_start error 'workers.csv 3 E' workers.csv
workers '0,SYNTH2,1,31/02/2020,,' '0,SYNTH3,1,soon,,'
expect date_impossible error 'workers.csv 3 D' workers.csv
expect date_malformed error 'workers.csv 4 D' workers.csv
posts '2021-09,1,many,1,20,1,3' '01/10/2021,1,1,1,20,1,3' '2021-08,1,1,1,20,1,3'
expect figure_malformed error 'posts.csv 3 C' posts.csv
expect month_malformed error 'posts.csv 4 A' posts.csv
expect month_repeated error 'posts.csv 5 A' posts.csv

# Children in need: the census of a year up to 31 March, one element a line
# cin YEAR CHILD...: each child is its lines below Child, without blanks between its elements.
cin() {
	local year=$1
	shift
	printf '%s\n' '<?xml version="1.0" encoding="UTF-8"?>' '<Message>' \
		"<Header><CollectionDetails><Collection>CIN</Collection><Year>$year</Year><ReferenceDate>$year-03-31</ReferenceDate></CollectionDetails>" \
		'<Source><LEA>342</LEA></Source></Header>' '<Children>' "$@" '</Children>' '</Message>'
}

# child ID BIRTH DETAIL...: five lines before the details.
child() {
	local id=$1 birth=$2
	shift 2
	printf '%s\n' '<Child>' '<ChildIdentifiers>' "$id" "$birth" '<Sex>F</Sex></ChildIdentifiers>' "$@" '</Child>'
}

# need REFERRAL ELEMENT...: an episode of need.
need() {
	local referral=$1
	shift
	printf '%s\n' '<CINdetails>' "<CINreferralDate>$referral</CINreferralDate>" '<ReferralSource>1A</ReferralSource>' \
		'<PrimaryNeedCode>N1</PrimaryNeedCode>' '<ReferralNFA>0</ReferralNFA>' "$@" '</CINdetails>'
}

# plan START END PREVIOUS: END may be empty.
plan() {
	printf '%s' '<ChildProtectionPlans>' "<CPPstartDate>$1</CPPstartDate>" "${2:+<CPPendDate>$2</CPPendDate>}" '<InitialCategoryOfAbuse>NEG' \
		'</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>' "<NumberOfPreviousCPP>$3</NumberOfPreviousCPP>"
	printf '%s\n' '</ChildProtectionPlans>'
}

id='<LAchildID>SYNTH1</LAchildID>'
birth='<PersonBirthDate>2015-05-05</PersonBirthDate>'
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01 "$(plan 2024-06-01 '' 0)")")" >cin.xml
sound "the census is sound" cin.xml
cin 2025 "$(child '' "$birth" "$(need 2024-05-01)")" >cin.xml
expect cin_child_id_missing error 'cin.xml 7 LAchildID' cin.xml
cin 2025 "$(child "$id" '' "$(need 2024-05-01)")" >cin.xml
expect cin_birth_date_missing warning 'cin.xml 7 PersonBirthDate' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01 "$(plan 2024-04-01 '' 0)")")" >cin.xml
expect cin_plan_before_referral warning 'cin.xml 16 CPPstartDate' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01 "$(plan 2024-06-01 2024-05-20 0)")")" >cin.xml
expect cin_plan_ends_before_start error 'cin.xml 16 CPPendDate' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01 "$(plan 2024-06-01 '' 0)" "$(plan 2024-07-01 '' 1)")")" >cin.xml
expect cin_plans_both_open warning 'cin.xml 17 CPPstartDate' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01 "$(plan 2024-06-01 2024-09-01 0)" "$(plan 2024-07-01 2024-10-01 1)")")" >cin.xml
expect cin_plans_overlap warning 'cin.xml 17 CPPstartDate' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01 '<CINclosureDate>2024-04-01</CINclosureDate>' '<ReasonForClosure>RC1</ReasonForClosure>')")" >cin.xml
expect cin_closed_before_referral error 'cin.xml 11 CINclosureDate' cin.xml
cin 2025 "$(child "$id<PersonDeathDate>2024-04-15</PersonDeathDate>" "$birth" "$(need 2024-05-01)")" >cin.xml
expect cin_after_death warning 'cin.xml 11 CINreferralDate' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01 | sed 's/>1A</>9Z</; s/>N1</>N77</')")" >cin.xml
expect cin_source_unknown warning 'cin.xml 11 ReferralSource' cin.xml
expect cin_need_unknown warning 'cin.xml 11 PrimaryNeedCode' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2025-05-01)")" >cin.xml
expect cin_after_reference_date warning 'cin.xml 11 CINreferralDate' cin.xml
cin 2025 "$(child "$id" "$birth" "$(need 2024-02-30)")" >cin.xml
expect date_impossible error 'cin.xml 11 CINreferralDate' cin.xml

# A stock that does not reconcile with the flows: the next census does not know plans that were open, and have not ended.
cin 2024 "$(for n in 1 2 3 4 5 6 7 8; do child "<LAchildID>SYNTH$n</LAchildID>" "$birth" "$(need 2023-05-01 "$(plan 2023-06-01 '' 0)")"; done | sed 's/Sex>/GenderCurrent>/g')" >cin_2024.xml
cin 2025 "$(child "$id" "$birth" "$(need 2023-05-01 "$(plan 2023-06-01 '' 0)")")" >cin_2025.xml
expect cin_plans_unreconciled warning 'cin_2024.xml null -' cin_2024.xml cin_2025.xml
expect cin_cases_unreconciled warning 'cin_2024.xml null -' cin_2024.xml cin_2025.xml

# Of which council a census is: told with --council, or by another census, whatever its subject
cin 2025 "$(child "$id" "$birth" "$(need 2024-05-01)")" >cin.xml
expect council_is_another error 'cin.xml 3 LEA' --council 343 cin.xml
absent council_is_another "a census of the council itself" --council 342 cin.xml
sed 's/>342</>343</' cin.xml >cin_343.xml
expect councils_differ error 'cin_343.xml 3 LEA' cin.xml cin_343.xml
printf '%s\n' '<Message><Header><CollectionDetails><Collection>CSWW</Collection><Year>2024</Year></CollectionDetails><Source><LEA>343</LEA></Source></Header>' \
	'<CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>SYNTH1</SWENo><FTE>1</FTE><RoleStartDate>2015-01-01</RoleStartDate></CSWWWorker></Message>' >csww.xml
expect councils_differ error 'csww.xml 1 LEA' cin.xml csww.xml
expect council_is_another error 'csww.xml 1 LEA' --council 342 cin.xml csww.xml
sed 's/>342</>Anytown</' cin.xml >cin_named.xml
expect council_unreadable warning 'cin_named.xml 3 LEA' cin_named.xml

# Looked-after children: the SSDA903 of a year up to 31 March
headers() {
	printf '%s\n' 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB' "$@" >header.csv
}

episodes() {
	printf '%s\n' 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN' "$@" \
		'SYNTH9,01/03/2021,S,C2,N1,U6,PR1,,,,,,' >episodes.csv
}

headers 'SYNTH1,1,05/05/2010,WBRI,,,' 'SYNTH2,2,05/05/2011,WBRI,,,' 'SYNTH9,2,05/05/2012,WBRI,,,'
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,01/07/2020,X1,PLAC,,,' 'SYNTH1,01/07/2020,P,C2,N1,U4,PR1,,,,,,' \
	'SYNTH2,01/05/2020,S,V2,N1,K2,PR4,01/09/2020,E4A,,,,'
sound "the SSDA903 is sound" header.csv episodes.csv
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,01/07/2020,X1,PLAC,,,' 'SYNTH1,15/06/2020,P,C2,N1,U4,PR1,01/09/2020,E4A,,,,' 'SYNTH1,01/07/2020,P,C2,N1,U4,PR1,01/08/2020,E4A,,,,'
expect care_episodes_overlap warning 'episodes.csv 3 B; episodes.csv 4 B' header.csv episodes.csv
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,,,,,,' 'SYNTH1,15/06/2020,P,C2,N1,U4,PR1,,,,,,'
expect care_two_open_episodes warning 'episodes.csv 3 H' header.csv episodes.csv
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,30/04/2020,E4A,,,,'
expect care_ends_before_start error 'episodes.csv 2 H' header.csv episodes.csv
episodes 'SYNTH1,01/05/2020,L,C2,N1,U6,PR1,,,,,,' 'SYNTH2,01/02/2020,L,C2,N1,U6,PR1,,,,,,'
expect care_start_without_s warning 'episodes.csv 2 C' header.csv episodes.csv
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,01/07/2020,E2,,,,' 'SYNTH1,15/08/2020,S,C2,N1,U4,PR1,,,,,,'
expect care_episode_after_death warning 'episodes.csv 3 B' header.csv episodes.csv
episodes 'SYNTH1,01/05/2020,S,C9,N1,Q9,PR1,,,,,,' 'SYNTH2,01/06/2020,S,C2,N1,K3,PR1,,,,,,'
expect care_code_unknown warning 'episodes.csv 2 D; episodes.csv 2 F' header.csv episodes.csv
expect care_code_not_of_year warning 'episodes.csv 3 F' header.csv episodes.csv
headers 'SYNTH1,1,,WBRI,,,' 'SYNTH9,2,05/05/2012,WBRI,,,'
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,,,,,,' 'SYNTH2,01/06/2020,S,C2,N1,U4,PR1,,,,,,'
expect care_birth_date_unknown warning 'header.csv 2 C; episodes.csv 3 DOB' header.csv episodes.csv
headers 'SYNTH1,1,05/05/2010,WBRI,,,' 'SYNTH2,2,05/05/2011,WBRI,,,' 'SYNTH9,2,05/05/2012,WBRI,,,'
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,01/07/2020,X1,PLAC,,,' 'SYNTH2,32/05/2020,S,C2,N1,U6,PR1,,,,,,' ',01/05/2020,S,C2,N1,U6,PR1,,,,,,'
expect care_continued_by_none warning 'episodes.csv 2 I' header.csv episodes.csv
expect date_impossible error 'episodes.csv 3 B' header.csv episodes.csv
expect care_child_empty error 'episodes.csv 4 A' header.csv episodes.csv

# Two years: the later files do not know what was open, or know what the earlier ones should have had. No other way is left for stocks and flows to differ.
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,,,,,,' && mv episodes.csv episodes_2021.csv
episodes 'SYNTH2,01/06/2020,S,C2,N1,U6,PR1,15/02/2022,E4A,,,,' && mv episodes.csv episodes_2022.csv
expect care_episode_not_continued warning 'episodes_2021.csv 2 H' header.csv episodes_2021.csv episodes_2022.csv
expect care_episode_not_in_earlier_year warning 'episodes_2022.csv 2 B' header.csv episodes_2021.csv episodes_2022.csv

# With a year between them, an episode that the earlier file left open ends where the later one's begins: no date of a file is wrong by that.
episodes 'SYNTH1,01/05/2020,S,C2,N1,U6,PR1,,,,,,' && mv episodes.csv episodes_2021.csv
episodes 'SYNTH1,01/06/2021,P,C2,N1,U4,PR1,,,,,,' 'SYNTH2,01/02/2023,S,C2,N1,U4,PR1,,,,,,' && mv episodes.csv episodes_2023.csv
absent care_date_after_year "an end that the files do not hold is no date of theirs" header.csv episodes_2021.csv episodes_2023.csv

# Which months the files cover is said where one is asked for that they do not.
mkdir year && cp header.csv episodes_2022.csv year
check_exit 3 'June 2020 cannot be computed from these files, which cover April 2021 to February 2022 \(looked-after children\)' \
	"a month that the files do not cover" "$agent" preview --council 342 --month 2020-06 --extracts year
check_exit 0 'looked-after children +April 2021 to February 2022$' "the months are listed" "$agent" validate year

# The workforce census, one element a line
# census YEAR WORKER...
census() {
	local year=$1
	shift
	printf '%s\n' '<?xml version="1.0" encoding="UTF-8"?>' '<Message>' \
		"<Header><CollectionDetails><Collection>CSWW</Collection><Year>$year</Year><ReferenceDate>$year-09-30</ReferenceDate></CollectionDetails>" \
		'<Source><LEA>342</LEA></Source></Header>' \
		'<LALevelVacancies><NumberOfVacancies>3.50</NumberOfVacancies><NoAgencyFTE>1.00</NoAgencyFTE><NoAgencyHeadcount>1</NoAgencyHeadcount></LALevelVacancies>' \
		"$@" '</Message>'
}

# worker AGENCY ID FTE START [ELEMENT...]: seven lines, and one for each further element. START may be empty.
worker() {
	local agency=$1 swe=$2 fte=$3 start=$4
	shift 4
	printf '%s\n' '<CSWWWorker>' "<AgencyWorker>$agency</AgencyWorker>" "${swe:+<SWENo>$swe</SWENo>}" "${fte:+<FTE>$fte</FTE>}" \
		'<PersonBirthDate>1980-01-01</PersonBirthDate><OrgRole>5</OrgRole>' "${start:+<RoleStartDate>$start</RoleStartDate>}" "$@" \
		"$([ "$agency" -eq 1 ] || echo '<Cases30>10</Cases30><WorkingDaysLost>3</WorkingDaysLost>')" '</CSWWWorker>'
}

census 2021 "$(worker 0 SYNTH1 1 2015-01-01)" "$(worker 1 SYNTH2 1 2021-01-01)" >census.xml
sound "the workforce census is sound" census.xml
census 2021 "$(worker 0 SYNTH1 1.25 2015-01-01)" >census.xml
expect fte_over_one error 'census.xml 6 FTE' census.xml
census 2021 "$(worker 0 SYNTH1 1 2015-01-01)" "$(worker 0 SYNTH2 1 2021-10-04)" >census.xml
expect role_after_census warning 'census.xml 14 RoleStartDate' census.xml
census 2021 "$(worker 0 SYNTH1 1 2015-01-01)" "$(worker 1 SYNTH2 1 '')" >census.xml
expect census_agency_undated note 'census.xml 14 RoleStartDate' census.xml

# People of a year ago who are neither there nor among the leavers
census 2020 "$(for n in 1 2 3 4 5 6 7 8; do worker 0 "SYNTH$n" 1 2015-01-01; done)" >census_2020.xml
census 2021 "$(worker 0 SYNTH1 1 2015-01-01)" >census_2021.xml
expect workforce_unbalanced warning 'census_2021.xml 1 CSWWWorker' census_2020.xml census_2021.xml
check_exit 0 'not October 2020 to August 2021: no workforce census is of this' "the months between censuses" "$agent" validate census_2020.xml census_2021.xml

# What the council gives itself
printf '%s\n' month,measure,value 2021-09,supervisions_due_month,120 2021-09,supervisions_done_month,3 2021-10,audits_month,many >given.csv
expect measure_unknown warning 'given.csv 3 B' given.csv
expect given_malformed error 'given.csv 4 C' given.csv

checks_done
