-- For wrk: asks the addresses that stand in a file, one a line, one after the other, each thread from a place of its own.
-- Usage: wrk ... --latency -s addresses.lua URL -- FILE; prints "p50 p99" in microseconds at the end.
local addresses, place = {}, 0

function init(arguments)
	for address in io.lines(arguments[1]) do
		addresses[#addresses + 1] = wrk.format("GET", address)
	end
end

function request()
	place = place % #addresses + 1
	return addresses[place]
end

function done(summary, latency)
	io.write(string.format("percentiles %d %d\n", latency:percentile(50), latency:percentile(99)))
	local errors = summary.errors
	if errors.status + errors.connect + errors.read + errors.write + errors.timeout > 0 then
		io.stderr:write("errors: " .. errors.status .. " answers that are none\n")
	end
end
