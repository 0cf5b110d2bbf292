// Checks situations that nexus's client meets in everyday life: silence, canceled calls. Prints a line for each
// connection and check, in the form of python/run.py.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gammazero/nexus/v3/client"
	"github.com/gammazero/nexus/v3/transport/serialize"
	"github.com/gammazero/nexus/v3/wamp"
)

const deadline = 60 * time.Second

var (
	number  atomic.Int64
	printed sync.Mutex
)

func unique() string {
	return fmt.Sprintf("interop.everyday_%d_%d", os.Getpid(), number.Add(1))
}

func call(session *client.Client, uri string, args ...any) (any, error) {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	result, err := session.Call(ctx, uri, nil, args, nil, nil)
	if err != nil {
		return nil, err
	}
	if len(result.Arguments) == 0 {
		return nil, nil
	}
	return result.Arguments[0], nil
}

func isThere(session *client.Client) error {
	found, err := call(session, "interop.peer.echo", "still here")
	if err == nil && found != "still here" {
		err = fmt.Errorf("found %v (expected \"still here\")", found)
	}
	return err
}

func calls(session *client.Client) error {
	uri := unique()
	handler := func(_ context.Context, invocation *wamp.Invocation) client.InvokeResult {
		n, _ := wamp.AsInt64(invocation.Arguments[0])
		return client.InvokeResult{Args: wamp.List{n + 1}}
	}
	if err := session.Register(uri, handler, nil); err != nil {
		return err
	}
	answer, err := call(session, "interop.peer.call", uri, wamp.List{41})
	if err != nil {
		return err
	}
	reply, _ := wamp.AsDict(answer)
	args, _ := wamp.AsList(reply["args"])
	if n, _ := wamp.AsInt64(args[0]); n != 42 {
		return fmt.Errorf("found %v (expected 42)", args)
	}
	return isThere(session)
}

func events(session *client.Client) error {
	topic := unique()
	heard := make(chan int64, 1)
	listener := func(event *wamp.Event) {
		n, _ := wamp.AsInt64(event.Arguments[0])
		heard <- n
	}
	if err := session.Subscribe(topic, listener, nil); err != nil {
		return err
	}
	if _, err := call(session, "interop.peer.publish", topic, wamp.List{7}, wamp.Dict{}); err != nil {
		return err
	}
	select {
	case n := <-heard:
		if n != 7 {
			return fmt.Errorf("found %d (expected 7)", n)
		}
	case <-time.After(deadline):
		return errors.New("found no event")
	}
	other := "interop.heard." + unique()
	if err := session.Publish(other, wamp.Dict{"acknowledge": true}, wamp.List{8}, nil); err != nil {
		return err
	}
	_, err := call(session, "interop.peer.heard", other)
	return err
}

func failures(session *client.Client) error {
	_, err := call(session, "interop.everyday.nobody")
	var failure client.RPCError
	if !errors.As(err, &failure) || failure.Err.Error != wamp.ErrNoSuchProcedure {
		return fmt.Errorf("found %v (expected %s)", err, wamp.ErrNoSuchProcedure)
	}
	return isThere(session)
}

func canceled(mode string) func(*client.Client) error {
	return func(session *client.Client) error {
		if err := session.SetCallCancelMode(mode); err != nil {
			return err
		}
		token := unique()
		ctx, cancel := context.WithCancel(context.Background())
		over := make(chan error, 1)
		go func() {
			_, err := session.Call(ctx, "interop.peer.wait", nil, wamp.List{token}, nil, nil)
			over <- err
		}()
		if _, err := call(session, "interop.peer.started", token); err != nil {
			return err
		}
		cancel()
		select {
		case err := <-over:
			if err == nil {
				return errors.New("found a result (expected an error)")
			}
		case <-time.After(deadline):
			return errors.New("the canceled call never ended")
		}
		return isThere(session)
	}
}

func silence(session *client.Client) error {
	seconds, err := strconv.Atoi(os.Getenv("SILENCE_SECONDS"))
	if err != nil {
		return err
	}
	time.Sleep(time.Duration(seconds) * time.Second)
	return isThere(session)
}

func attempt(connection, name string, work func() error) {
	outcome, why := "ok", ""
	if err := work(); err != nil {
		outcome, why = "failed", strings.Join(strings.Fields(err.Error()), " ")
	}
	report(connection, name, outcome, why)
}

func report(connection, name, outcome, why string) {
	printed.Lock()
	defer printed.Unlock()
	fmt.Printf("RESULT\t%s\t%s\t%s\t%s\n", connection, name, outcome, why)
}

func version() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "github.com/gammazero/nexus/v3" {
			return strings.TrimPrefix(module.Version, "v")
		}
	}
	return "unknown"
}

func main() {
	fmt.Printf("CLIENT\tnexus's client\t%s\n", version())
	names := []string{"call and be called", "publish and subscribe", "live on after an error",
		"live on after a canceled call, mode skip", "live on after a canceled call, mode killnowait",
		"live on after a canceled call, mode kill", "stay through silence"}
	checks := []func(*client.Client) error{calls, events, failures,
		canceled(wamp.CancelModeSkip), canceled(wamp.CancelModeKillNoWait), canceled(wamp.CancelModeKill), silence}
	serializations := map[string]serialize.Serialization{
		"json": client.JSON, "msgpack": client.MSGPACK, "cbor": client.CBOR}
	var all sync.WaitGroup
	for _, serializer := range []string{"json", "msgpack", "cbor"} {
		for _, url := range []string{os.Getenv("ROUTER_URL"), os.Getenv("RAWSOCKET_URL")} {
			connection := serializer
			if !strings.HasPrefix(url, "ws") {
				connection += " (RawSocket)"
			}
			all.Add(1)
			go func() {
				defer all.Done()
				config := client.Config{Realm: "interop", Serialization: serializations[serializer],
					ResponseTimeout: deadline, Logger: log.New(io.Discard, "", 0)}
				session, err := client.ConnectNet(context.Background(), url, config)
				for i, name := range names {
					attempt(connection, name, func() error {
						if err != nil {
							return err
						}
						return checks[i](session)
					})
				}
				report(connection, "come back after a cut", "absent", "its session does not reconnect")
			}()
		}
	}
	all.Wait()
	fmt.Println("DONE")
}
