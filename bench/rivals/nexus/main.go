// Runs nexus's router with the user of the load generator for WAMP-CRA. nexusd itself knows anonymous sessions only.
package main

import (
	"errors"
	"flag"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/gammazero/nexus/v3/router"
	"github.com/gammazero/nexus/v3/router/auth"
	"github.com/gammazero/nexus/v3/wamp"
)

type users struct{}

func (users) AuthKey(authid, authmethod string) ([]byte, error) {
	if authid != "bench" {
		return nil, errors.New("no such user")
	}
	return []byte("bench-secret"), nil
}

func (users) PasswordInfo(authid string) (string, int, int) { return "", 0, 0 }

func (users) Provider() string { return "static" }

func (users) AuthRole(authid string) (string, error) { return "anonymous", nil }

func main() {
	address := flag.String("ws", "127.0.0.1:8080", "address of the WebSocket listener")
	realm := flag.String("realm", "realm1", "realm")
	flag.Parse()
	r, err := router.NewRouter(&router.Config{RealmConfigs: []*router.RealmConfig{{
		URI:            wamp.URI(*realm),
		AnonymousAuth:  true,
		AllowDisclose:  true,
		Authenticators: []auth.Authenticator{auth.NewCRAuthenticator(users{}, 0)},
	}}}, log.New(os.Stdout, "", log.LstdFlags))
	if err != nil {
		log.Fatal(err)
	}
	closer, err := router.NewWebsocketServer(r).ListenAndServe(*address)
	if err != nil {
		log.Fatal(err)
	}
	end := make(chan os.Signal, 1)
	signal.Notify(end, os.Interrupt, syscall.SIGTERM)
	<-end
	closer.Close()
	r.Close()
}
