-- Questions of many kinds, each drawn anew, for wrk: bench/http/run.sh. Few are asked twice, so that answers kept from
-- before help little.
local hosts = {"KZ", "KG", "TJ", "TM", "UZ"}
local partners = {"RU", "CN", "US", "EU", "FR", "KR", "JP", "TR"}
local sectors = {"nuclear", "uranium", "tungsten", "lithium", "copper", "gold"}
local thread = 0

function setup(t)
  t:set("seed", thread)
  thread = thread + 1
end

function init()
  math.randomseed(20260301 + seed + (tonumber(os.getenv("SEED")) or 0))
end

local function pick(list) return list[math.random(#list)] end
local function day()
  return string.format("%d-%02d-%02d", math.random(2020, 2026), math.random(12), math.random(28))
end

local kinds = {
  function() return "/standings?as_of=" .. day() end,
  function() return "/standings?as_of=" .. day() .. "&host=" .. pick(hosts) end,
  function() return "/events?limit=50&host=" .. pick(hosts) .. "&sector=" .. pick(sectors) .. "&to=" .. day() end,
  function() return "/events?limit=50&partner=" .. pick(partners) .. "&as_of=" .. day() end,
  function() return "/events?limit=50&order=oldest&from=" .. day() end,
  function() return "/timeline?lane=partner&span=month&host=" .. pick(hosts) .. "&to=" .. day() end,
  function() return "/network?level=country&from=" .. day() .. "&host=" .. pick(hosts) end,
  function() return "/reports?limit=50&to=" .. day() end,
  function() return "/contest" end,
}

function request()
  return wrk.format("GET", "/api/v1" .. pick(kinds)(), {["Accept-Encoding"] = "gzip"})
end

local bad = 0
function response(status)
  if status ~= 200 then bad = bad + 1 end
end

function done(summary, latency)
  io.write(string.format("requests %d, answered otherwise than 200: %d, socket errors %d\n", summary.requests, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
  for _, p in pairs({50, 90, 99, 99.9}) do
    io.write(string.format("p%-5s %8.2f ms\n", p, latency:percentile(p) / 1000))
  end
end
