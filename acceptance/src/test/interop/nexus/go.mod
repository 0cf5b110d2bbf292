module io.aerostat/nexusd
go 1.21
require github.com/gammazero/nexus/v3 v3.2.2
