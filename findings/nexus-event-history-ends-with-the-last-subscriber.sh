#!/usr/bin/env bash
# nexus 3.3.0 (a WAMP router for Go): a configured event history ends permanently when the last subscriber of its topic
# leaves, and its events have the names of Go fields as keys.
#
# Guess: the history of a topic is for later subscribers: it continues without subscribers, and each event has the keys
# of the specification (timestamp, subscription, publication, details, args, kwargs).
# Seen: the history belongs to the subscription that the router makes at its start. The last UNSUBSCRIBE, or the end of
# the last subscriber's session, deletes this subscription with its history, and the next subscriber gets a new
# subscription without a history, for which get_events returns no events and no error. The keys are Subscription,
# Publication, Details, Arguments and ArgumentsKw, with every serializer, and the events have no time. Keep a session
# subscribed to each such topic.
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
	"sort"
	"time"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/router"
	"github.com/gammazero/nexus/v3/wamp"
)

const topic = "com.example.kept"

var quiet = log.New(io.Discard, "", 0)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	realm := &router.RealmConfig{
		URI:                      "realm1",
		AnonymousAuth:            true,
		TopicEventHistoryConfigs: []*router.TopicEventHistoryConfig{{Topic: topic, MatchPolicy: "exact", Limit: 10}},
	}
	nexus, err := router.NewRouter(&router.Config{RealmConfigs: []*router.RealmConfig{realm}}, quiet)
	must(err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	go func() { _ = http.Serve(listener, router.NewWebsocketServer(nexus)) }()
	url := fmt.Sprintf("ws://%s/", listener.Addr())
	config := client.Config{Realm: "realm1", Logger: quiet}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()

	publisher, err := client.ConnectNet(ctx, url, config)
	must(err)
	publish := func(what string) {
		must(publisher.Publish(topic, wamp.Dict{"acknowledge": true}, wamp.List{what}, nil))
	}
	publish("nobody has subscribed yet")
	for _, subscriber := range []string{"first", "second"} {
		session, err := client.ConnectNet(ctx, url, config)
		must(err)
		must(session.Subscribe(topic, func(*wamp.Event) {}, nil))
		publish("there is a subscriber")
		id, _ := session.SubscriptionID(topic)
		result, err := session.Call(ctx, "wamp.subscription.get_events", nil, wamp.List{id}, nil, nil)
		must(err)
		events := result.Arguments
		fmt.Printf("the %s subscriber: %d events", subscriber, len(events))
		if len(events) > 0 {
			event, _ := wamp.AsDict(events[0])
			var keys []string
			for key := range event {
				keys = append(keys, key)
			}
			sort.Strings(keys)
			fmt.Print(" with the keys ", keys)
		}
		fmt.Println()
		must(session.Close())
		time.Sleep(300 * time.Millisecond)
	}
}
GO
go mod init example/try 2>/dev/null
go get github.com/gammazero/nexus/v3@v3.3.0 >/dev/null 2>&1
cat >expected <<'TEXT'
the first subscriber: 2 events with the keys [Arguments ArgumentsKw Details Publication Subscription]
the second subscriber: 0 events
TEXT
go run . 2>errors | tee seen || tail -5 errors
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
