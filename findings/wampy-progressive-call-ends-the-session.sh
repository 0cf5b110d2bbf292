#!/usr/bin/env bash
# Wampy.js 8.0.2: progressiveCall() ends the session at a router that obeys the specification, such as nexus 3.3.0.
#
# Guess: a client that has a method for progressive call invocations announces progressive_call_invocations as a caller.
# Seen: HELLO announces the feature neither for the caller nor for the callee, and helloCustomDetails cannot add it,
# because the library's own roles replace those of the application. A router must abort a session that uses the feature
# without having announced it, so progressiveCall() ends with ABORT wamp.error.protocol_violation, and all other calls
# and subscriptions of the session are lost. Wampy.js itself only checks whether the router supports the feature.
set -euo pipefail
work=$(mktemp -d)
router=
# end: ends the router and removes the folder
end() {
    if [ -n "$router" ]; then kill "$router" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts wampy@8.0.2 ws@8.23.0
export GOPATH="$work/go" GOFLAGS="-modcacherw -mod=mod"
cat >main.go <<'GO'
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"

	"github.com/gammazero/nexus/v3/router"
)

func main() {
	realm := &router.RealmConfig{URI: "realm1", AnonymousAuth: true}
	node, err := router.NewRouter(&router.Config{RealmConfigs: []*router.RealmConfig{realm}}, log.New(io.Discard, "", 0))
	if err != nil {
		panic(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	panic(http.Serve(listener, router.NewWebsocketServer(node)))
}
GO
go mod init example/try 2>/dev/null
go get github.com/gammazero/nexus/v3@v3.3.0 >/dev/null 2>&1
go build -o nexus .
./nexus >port 2>/dev/null &
router=$!
cat >try.mjs <<'JAVASCRIPT'
import { Wampy } from "wampy";
import WebSocket from "ws";

const url = `ws://127.0.0.1:${process.argv[2]}/`;
const roles = { caller: { features: { progressive_call_invocations: true } } };
let hello;
class Watched extends WebSocket {
  send(data, ...rest) {
    hello ??= JSON.parse(data);
    super.send(data, ...rest);
  }
}
const client = new Wampy(url, {
  realm: "realm1",
  ws: Watched,
  helloCustomDetails: { roles },
  maxRetries: 1,
  onError: (error) => console.log("the session:", error.errorUri ?? error.message),
});
const welcome = await client.connect();
const feature = "progressive_call_invocations";
console.log("the router announces it:", welcome.roles.dealer.features[feature]);
console.log("the caller announces it:", hello[2].roles.caller.features[feature]);
await client.register("com.example.sum", ({ argsList }) => argsList);
const other = client.call("com.example.other").catch((error) => error.errorUri);
console.log("another call:", await other);
const { result } = client.progressiveCall("com.example.sum", [1]);
console.log("the progressive call:", await result.catch((error) => error.constructor.name));
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
the router announces it: true
the caller announces it: undefined
another call: wamp.error.no_such_procedure
the session: wamp.error.protocol_violation
the progressive call: WebsocketError
TEXT
while ! [ -s port ]; do sleep 0.1; done
node try.mjs "$(cat port)" 2>errors | tee seen || tail errors
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
