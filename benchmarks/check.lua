-- For wrk: the bodies in the file that BODIES names, one after the other, and figures as one line of JSON.
-- Where a body has a place for a number, each request gets another, from FIRST on.
local heads, tails, place = {}, {}, 0
local number = tonumber(os.getenv("FIRST"))
for line in io.lines(os.getenv("BODIES")) do
  local head, tail = line:match("^(.-)@NUMBER@(.*)$")
  heads[#heads + 1], tails[#heads + 1] = head or line, tail or false
end

request = function()
  place = place % #heads + 1
  local body = heads[place]
  if tails[place] then
    body = body .. number .. tails[place]
    number = number + 1
  end
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end

done = function(summary, latency, requests)
  local errors = summary.errors
  local failures = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '{"answers":%d,"failures":%d,"seconds":%f,"p50_ms":%f,"p99_ms":%f}\n',
    summary.requests, failures, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
