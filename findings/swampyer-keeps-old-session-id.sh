#!/usr/bin/env bash
# swampyer 3.1.20260922 (a WAMP client for Python) may treat an old WELCOME as the new one after it has reconnected.
#
# Guess: after a lost connection and a new WELCOME, session_id is the id in the new WELCOME.
# Seen: the main loop keeps the bytes of the last message. After it has requested a new connection, it handles these
# bytes a second time. If they are the first WELCOME, because no other message has arrived since, the client ends its
# handshake with this WELCOME and keeps the id of the ended session. A program that passes swampyer's session_id to a
# meta procedure, or in eligible and exclude lists, names a session that has ended.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check swampyer==3.1.20260922 websockets==17.4
cat >"$work/try.py" <<'PYTHON'
import json, os, threading, time
from websockets.sync.server import serve
import swampyer

connections = []


def router(socket):
    """Welcomes the first connection as 101 and ends it a second later; welcomes the next ones as 102 and so on."""
    connections.append(socket)
    number = len(connections)
    socket.recv()
    details = {"roles": {"broker": {}, "dealer": {}}, "authmethod": "anonymous"}
    socket.send(json.dumps([2, 100 + number, details]))
    if number == 1:
        time.sleep(1)
    else:
        time.sleep(60)


joins = []


class Client(swampyer.WAMPClient):
    def handle_join(self, welcome):
        super().handle_join(welcome)
        joins.append(welcome.session_id)


with serve(router, "127.0.0.1", 0, subprotocols=["wamp.2.json"]) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.socket.getsockname()[1]
    client = Client(url=f"ws://127.0.0.1:{port}/", realm="r", uri_base="", timeout=20, serializers=["json"])
    client.daemon = True
    client.start()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and len(joins) < 2:
        time.sleep(0.1)
    print(f"connections: {len(connections)}, joins: {joins}, session_id: {client.session_id}", flush=True)
    os._exit(0 if joins == [101, 101] else 1)
PYTHON
"$work/venv/bin/python" "$work/try.py"
# Output seen on 2026-11-29:
# connections: 2, joins: [101, 101], session_id: 101
