#!/usr/bin/env bash
# nexus 3.3.0 (a WAMP router for Go) drops the events that a subscriber does not take at once, and tells neither the
# subscriber nor the publisher.
#
# Guess: a subscriber that is slow for a while gets its events later, or loses its session, so that it knows that events
# are missing. An acknowledged publication has reached all subscribers of the moment, or their sessions have ended.
# Seen: the router keeps at most 64 messages for each client, and drops every further event; only its log says so. Of
# 3,000 acknowledged publications, a subscriber that worked for the whole time got fewer than 1,000; its session stayed,
# and it got the next events as if none were missing. A burst of a publisher in the router's process does not even reach
# a subscriber that only counts. The option OutQueueSize makes the queue longer. Only numbers in the payload tell
# a subscriber that it has missed events.
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
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/router"
	"github.com/gammazero/nexus/v3/wamp"
)

const burst = 3000

var quiet = log.New(io.Discard, "", 0)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// settled waits until a number no longer changes, and returns it.
func settled(number *atomic.Int64) int64 {
	for {
		before := number.Load()
		time.Sleep(2 * time.Second)
		if number.Load() == before {
			return before
		}
	}
}

func main() {
	realm := &router.RealmConfig{URI: "realm1", AnonymousAuth: true}
	nexus, err := router.NewRouter(&router.Config{RealmConfigs: []*router.RealmConfig{realm}}, quiet)
	must(err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	go func() { _ = http.Serve(listener, router.NewWebsocketServer(nexus)) }()
	config := client.Config{Realm: "realm1", Logger: quiet}
	connect := func() *client.Client {
		session, err := client.ConnectNet(context.Background(), fmt.Sprintf("ws://%s/", listener.Addr()), config)
		must(err)
		return session
	}
	payload := wamp.List{strings.Repeat("x", 10_000)}

	// attempt publishes a burst to one subscriber, and prints how much of it arrives.
	attempt := func(what string, publisher *client.Client, options wamp.Dict, isSlow bool) {
		subscriber := connect()
		var events atomic.Int64
		published := make(chan struct{})
		must(subscriber.Subscribe("com.example.topic", func(*wamp.Event) {
			if isSlow {
				<-published
			}
			events.Add(1)
		}, nil))
		for i := 0; i < burst; i++ {
			must(publisher.Publish("com.example.topic", options, payload, nil))
		}
		close(published)
		arrived := settled(&events)
		fmt.Fprintln(os.Stderr, what, arrived, "of", burst)
		must(publisher.Publish("com.example.topic", nil, payload, nil))
		next := settled(&events) - arrived
		fmt.Printf("%s: all events %t, connected %t, next event %t\n", what, arrived == burst, subscriber.Connected(), next == 1)
		must(subscriber.Close())
	}

	acknowledged := wamp.Dict{"acknowledge": true}
	remote := connect()
	attempt("quick subscriber, acknowledged publications", remote, acknowledged, false)
	attempt("slow subscriber, acknowledged publications", remote, acknowledged, true)
	local, err := client.ConnectLocal(nexus, config)
	must(err)
	attempt("quick subscriber, burst of a local publisher", local, nil, false)
}
GO
go mod init example/try 2>/dev/null
go get github.com/gammazero/nexus/v3@v3.3.0 >/dev/null 2>&1
cat >expected <<'TEXT'
quick subscriber, acknowledged publications: all events true, connected true, next event true
slow subscriber, acknowledged publications: all events false, connected true, next event true
quick subscriber, burst of a local publisher: all events false, connected true, next event true
TEXT
go run . 2>errors | tee seen || tail -5 errors
grep ' of 3000$' errors
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`, with 3000, 468 and 279 of 3000 events.
