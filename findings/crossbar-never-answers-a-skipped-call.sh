#!/usr/bin/env bash
# Crossbar.io 26.10.1 never answers a call that is canceled with mode "skip", or whose callee cannot be interrupted.
#
# Guess: CANCEL with mode skip gets ERROR wamp.error.canceled at once, as specified; for a callee that did not announce
# call_canceling, such as AutobahnJS, every mode acts as skip.
# Seen: skip marks the call as canceled and sends nothing, and the callee's later result is dropped, so the caller waits
# for ever. The same holds for kill and killnowait if the callee did not announce the feature. Most clients keep a call
# until the dealer answers, so they keep such a call until the session ends. The dealer answers CANCEL only with mode
# kill or killnowait, and only if the callee has announced call_canceling.
set -euo pipefail
pins=$(cd "$(dirname "$0")/.." && pwd)/acceptance/src/test/interop/crossbar.txt
work=$(mktemp -d)
node=
# end: ends the node and removes the folder
end() {
    if [ -n "$node" ]; then kill "$node" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check crossbar==26.10.1 --constraint "$pins" >&2
python3 -m venv client
client/bin/pip install --quiet --disable-pip-version-check websockets==17.4 >&2
mkdir node
cat >configure.py <<'PYTHON'
import json, socket

with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
permissions = [{"uri": "", "match": "prefix", "allow": {"call": True, "register": True}}]
transport = {
    "type": "websocket",
    "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": port},
    "auth": {"anonymous": {"type": "static", "role": "people"}},
}
realm = {"name": "realm1", "roles": [{"name": "people", "permissions": permissions}]}
json.dump({"version": 2, "workers": [{"type": "router", "realms": [realm], "transports": [transport]}]},
          open("node/config.json", "w"))
print(port)
PYTHON
cat >try.py <<'PYTHON'
import json, sys, time
from websockets.sync.client import connect


def join(**features):
    for _ in range(600):
        try:
            socket = connect(f"ws://127.0.0.1:{sys.argv[1]}/", subprotocols=["wamp.2.json"])
            break
        except OSError:  # The node is starting.
            time.sleep(0.1)
    roles = {"caller": {"features": {"call_canceling": True}}, "callee": {"features": features}}
    socket.send(json.dumps([1, "realm1", {"roles": roles}]))
    assert json.loads(socket.recv(10))[0] == 2
    return socket


def receive(socket, seconds=3):
    try:
        return json.loads(socket.recv(seconds))
    except TimeoutError:
        return None


for name, features in ("announced", {"call_canceling": True}), ("not announced", {}):
    for mode in "killnowait", "kill", "skip":
        caller, callee = join(), join(**features)
        callee.send(json.dumps([64, 1, {}, "com.example.slow"]))
        receive(callee)
        caller.send(json.dumps([48, 1, {}, "com.example.slow"]))
        request = receive(callee)[1]
        caller.send(json.dumps([49, 1, {"mode": mode}]))
        interrupt = receive(callee)
        if interrupt is None:
            callee.send(json.dumps([70, request, {}, ["done"]]))
        else:
            callee.send(json.dumps([8, 68, request, {}, "wamp.error.canceled"]))
        answer = receive(caller)
        print(
            f"call_canceling {name}, {mode}:",
            "the callee is interrupted," if interrupt else "the callee is not interrupted,",
            f"the caller gets {answer[4]}" if answer else "the caller gets nothing",
            flush=True,
        )
        caller.close()
        callee.close()
PYTHON
port=$(venv/bin/python configure.py)
venv/bin/crossbar start --cbdir node >node.log 2>&1 &
node=$!
cat >expected <<'TEXT'
call_canceling announced, killnowait: the callee is interrupted, the caller gets wamp.error.canceled
call_canceling announced, kill: the callee is interrupted, the caller gets wamp.error.canceled
call_canceling announced, skip: the callee is not interrupted, the caller gets nothing
call_canceling not announced, killnowait: the callee is not interrupted, the caller gets nothing
call_canceling not announced, kill: the callee is not interrupted, the caller gets nothing
call_canceling not announced, skip: the callee is not interrupted, the caller gets nothing
TEXT
client/bin/python try.py "$port" 2>errors | tee seen || tail -5 errors node.log
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
