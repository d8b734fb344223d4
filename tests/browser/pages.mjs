// Every page in every state that is told apart: its address, and the status that it answers with. The figures are the demonstration's: the North West's
// councils in October 2021.
export const story = "month=2021-10&area=North+West";

export const pages = {
	home: { path: "/" },
	region: { path: `/region?${story}` },
	"region-official": { path: "/region?month=2021-09&area=North+West&source=official" },
	"region-empty": { path: "/region?month=2015-01&area=London" },
	indicator: { path: `/indicator?indicator=vacancy_rate_fte&${story}&council=342` },
	"indicator-unfocused": { path: `/indicator?indicator=caseload_fte&${story}` },
	"indicator-england": { path: "/indicator?indicator=vacancy_rate_fte&month=2021-09&area=England&council=342" },
	"indicator-empty": { path: "/indicator?indicator=vacancy_rate_fte&month=2015-01&area=London" },
	council: { path: "/council?council=342&month=2021-10" },
	"council-other": { path: "/council?council=343&month=2021-09&indicator=agency_rate_fte" },
	"council-choosing": { path: "/council" },
	"council-empty": { path: "/council?council=201&month=2021-10" },
	compare: { path: "/compare?indicators=vacancy_rate_fte,caseload_fte&area=342,343,340&from=2020-10&to=2021-10" },
	"compare-default": { path: "/compare" },
	"compare-empty": { path: "/compare?indicators=vacancy_rate_fte&area=London&from=2014-01&to=2015-01" },
	warnings: { path: `/warnings?${story}` },
	"warnings-empty": { path: "/warnings?month=2015-01&area=London" },
	definitions: { path: "/definitions" },
	definition: { path: "/definitions?indicator=vacancy_rate_fte" },
	data: { path: `/data?${story}` },
	pack: { path: `/pack?${story}` },
	"pack-empty": { path: "/pack?month=2015-01&area=London" },
	find: { path: "/find" },
	"find-several": { path: "/find?q=ches" },
	"find-nothing": { path: "/find?q=nowhere" },
	refused: { path: "/region?month=soon", status: 400 },
	nothing: { path: "/nothing", status: 404 },
};
