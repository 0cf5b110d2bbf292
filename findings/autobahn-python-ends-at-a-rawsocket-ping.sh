#!/usr/bin/env bash
# Autobahn|Python 26.10.2 over RawSocket: the first PING of the router ends the session, with asyncio and with Twisted.
#
# Guess: the client answers PING with a PONG of the same payload, as the chapter about RawSocket requires, and as the
# library itself does over WebSocket. So a router may ping silent RawSocket connections to find dead ones.
# Seen: with asyncio, the library recognizes the frame, and its handler raises NotImplementedError, which ends the
# connection. With Twisted, the library takes the type of the frame for a part of the length, finds the frame too long,
# and closes the connection. All calls and subscriptions are lost; without the ping, the session continues. HELLO does
# not say whether a client knows pings, so a router must not ping RawSocket clients that it does not know.
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
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autobahn==26.10.2 twisted==26.10.0
cat >router.py <<'PYTHON'
import json, socketserver


class Session(socketserver.StreamRequestHandler):
    def send(self, kind, data):
        self.wfile.write(bytes([kind]) + len(data).to_bytes(3, "big") + data)

    def handle(self):
        self.wfile.write(b"\x7f" + self.rfile.read(4)[1:2] + b"\0\0")
        while head := self.rfile.read(4):
            message = json.loads(self.rfile.read(int.from_bytes(head[1:], "big")))
            if message[0] == 1:
                self.send(0, json.dumps([2, 1, {"roles": {"broker": {}, "dealer": {}}}]).encode())
            elif message[0] == 48:
                self.send(0, json.dumps([50, message[1], {}, ["result"]]).encode())
                if message[3] == "com.example.ping":
                    self.send(1, b"ping")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass  # The client has gone.


server = Server(("127.0.0.1", 0), Session)
print(server.server_address[1], flush=True)
server.serve_forever()
PYTHON
python3 router.py >port &
router=$!
while [ ! -s port ]; do
    kill -0 "$router"
    sleep 0.1
done
cat >with_asyncio.py <<'PYTHON'
import asyncio, os, sys
from autobahn.asyncio.component import Component

name, port, procedure = sys.argv[1:]
endpoint = {"type": "tcp", "host": "127.0.0.1", "port": int(port)}
transport = {"type": "rawsocket", "serializer": "json", "url": f"rs://127.0.0.1:{port}", "endpoint": endpoint}
component = Component(transports=[transport], realm="realm1")


@component.on_join
async def joined(session, details):
    first = await session.call(procedure)
    await asyncio.sleep(1)
    try:
        second = await session.call("com.example.other")
    except Exception as e:
        second = type(e).__name__
    print(f"{name}: {first}, {second}", flush=True)
    os._exit(0)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
component.start(loop=loop)
loop.run_forever()
PYTHON
cat >with_twisted.py <<'PYTHON'
import os, sys
from autobahn.twisted.component import Component, run
from twisted.internet import reactor
from twisted.internet.defer import inlineCallbacks
from twisted.internet.task import deferLater

name, port, procedure = sys.argv[1:]
endpoint = {"type": "tcp", "host": "127.0.0.1", "port": int(port)}
transport = {"type": "rawsocket", "serializer": "json", "url": f"rs://127.0.0.1:{port}", "endpoint": endpoint}
component = Component(transports=[transport], realm="realm1")


@component.on_join
@inlineCallbacks
def joined(session, details):
    first = yield session.call(procedure)
    yield deferLater(reactor, 1)
    try:
        second = yield session.call("com.example.other")
    except Exception as e:
        second = type(e).__name__
    print(f"{name}: {first}, {second}", file=sys.__stdout__, flush=True)
    os._exit(0)


run([component], log_level="critical")  # This also redirects sys.stdout.
PYTHON
for framework in asyncio twisted; do
    for procedure in com.example.nothing com.example.ping; do
        timeout 30 venv/bin/python "with_$framework.py" "$framework, ${procedure##*.}" "$(cat port)" "$procedure" 2>>errors
    done
done | grep -E '^(asyncio|twisted), ' | tee seen # Twisted writes its errors to the standard output, too.
diff - seen <<'SEEN'
asyncio, nothing: result, result
asyncio, ping: result, TransportLost
twisted, nothing: result, result
twisted, ping: result, TransportLost
SEEN
# Output seen on 2026-12-01: the four lines above
