#!/usr/bin/env bash
# nexus 3.3.0 (a WAMP router for Go) ignores the limit of wamp.subscription.get_events, and refuses each publication id
# in its arguments, if the caller is not in the router's process.
#
# Guess: limit, from_publication and the like work as specified with each serializer, since the router announces
# event_history and its own tests cover them.
# Seen: the router checks the Go types of the arguments: limit must be an int, and a publication id must be a wamp.ID. A
# decoded number is an int64 or uint64, with every serializer. So with limit 2 and 5 events, the result is all 5 events,
# without an error, and from_publication gets invalid_argument; only a client in the same process gets the right result.
# A client that pages through a history over the network gets the whole history with each page. Filters by time work,
# because times are texts.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export GOPATH="$work/go" GOFLAGS="-modcacherw -mod=mod"
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/router"
	"github.com/gammazero/nexus/v3/transport/serialize"
	"github.com/gammazero/nexus/v3/wamp"
)

const topic = "com.example.kept"

var quiet = log.New(io.Discard, "", 0)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func ask(caller *client.Client, subscription wamp.ID, filter wamp.Dict) string {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	result, err := caller.Call(ctx, "wamp.subscription.get_events", nil, wamp.List{subscription}, filter, nil)
	if refused, ok := err.(client.RPCError); ok {
		return string(refused.Err.Error)
	}
	must(err)
	return fmt.Sprint(len(result.Arguments), " events")
}

func main() {
	realm := &router.RealmConfig{
		URI:                      "realm1",
		AnonymousAuth:            true,
		TopicEventHistoryConfigs: []*router.TopicEventHistoryConfig{{Topic: topic, MatchPolicy: "exact", Limit: 10}},
	}
	node, err := router.NewRouter(&router.Config{RealmConfigs: []*router.RealmConfig{realm}}, quiet)
	must(err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	go http.Serve(listener, router.NewWebsocketServer(node))

	local, err := client.ConnectLocal(node, client.Config{Realm: "realm1", Logger: quiet})
	must(err)
	publications := make(chan wamp.ID, 5)
	must(local.Subscribe(topic, func(event *wamp.Event) { publications <- event.Publication }, nil))
	subscription, _ := local.SubscriptionID(topic)
	options := wamp.Dict{"acknowledge": true, "exclude_me": false}
	for i := 0; i < 5; i++ {
		must(local.Publish(topic, options, wamp.List{i}, nil))
	}
	var fourth wamp.ID
	for i := 0; i < 5; i++ {
		publication := <-publications
		if i == 3 {
			fourth = publication
		}
	}

	report := func(who string, caller *client.Client) {
		limit := ask(caller, subscription, wamp.Dict{"limit": 2})
		from := ask(caller, subscription, wamp.Dict{"from_publication": fourth})
		future := ask(caller, subscription, wamp.Dict{"from_time": time.Now().Add(time.Hour).Format(time.RFC3339)})
		fmt.Printf("%s: limit 2 gives %s, from the 4th of 5 %s, from later on %s\n", who, limit, from, future)
	}
	report("same process", local)
	names := []string{"JSON", "MessagePack", "CBOR"}
	for i, serializer := range []serialize.Serialization{client.JSON, client.MSGPACK, client.CBOR} {
		config := client.Config{Realm: "realm1", Serialization: serializer, Logger: quiet}
		remote, err := client.ConnectNet(context.Background(), "ws://"+listener.Addr().String()+"/", config)
		must(err)
		report(names[i], remote)
	}
}
GO
go mod init example/try 2>/dev/null
go get github.com/gammazero/nexus/v3@v3.3.0 >/dev/null 2>&1
cat >expected <<'TEXT'
same process: limit 2 gives 2 events, from the 4th of 5 2 events, from later on 0 events
JSON: limit 2 gives 5 events, from the 4th of 5 wamp.error.invalid_argument, from later on 0 events
MessagePack: limit 2 gives 5 events, from the 4th of 5 wamp.error.invalid_argument, from later on 0 events
CBOR: limit 2 gives 5 events, from the 4th of 5 wamp.error.invalid_argument, from later on 0 events
TEXT
go run . | tee seen
diff expected seen
# Output seen on 2026-11-30: the lines of `expected`.
