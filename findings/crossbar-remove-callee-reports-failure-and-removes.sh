#!/usr/bin/env bash
# Crossbar.io 26.10.1: wamp.registration.remove_callee removes the callee, but answers with a runtime error and notifies
# nobody.
#
# Guess: the procedure removes the callee, sends UNREGISTERED to it, publishes on_unregister and on_delete, and returns
# nothing, as wamp.subscription.remove_subscriber does for a subscriber.
# Seen: the dealer first removes the callee from its tables, and then reads a key of an UNREGISTER message that does not
# exist in this case: "'NoneType' object has no attribute 'forward_for'". So the caller of the procedure sees a failure,
# later calls find no callee, the callee believes that it is still registered, and no meta event is published. A second
# attempt gets no_such_registration.
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
allowed = {"call": True, "register": True, "subscribe": True}
permissions = [{"uri": "", "match": "prefix", "allow": allowed}]
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

ROLES = {
    "caller": {},
    "callee": {"features": {"registration_revocation": True}},
    "subscriber": {"features": {"subscription_revocation": True}},
}


def join():
    for _ in range(600):
        try:
            socket = connect(f"ws://127.0.0.1:{sys.argv[1]}/", subprotocols=["wamp.2.json"])
            break
        except OSError:  # The node is starting.
            time.sleep(0.1)
    socket.send(json.dumps([1, "realm1", {"roles": ROLES}]))
    return socket, json.loads(socket.recv(10))[1]


def receive(socket):
    try:
        return json.loads(socket.recv(3))
    except TimeoutError:
        return None


def ask(socket, *message):
    socket.send(json.dumps(message))
    return receive(socket)


def shown(answer):
    return "a result" if answer[0] == 50 else f"{answer[4]} {answer[5]}"


(peer, id), (admin, _) = join(), join()
observer, _ = join()
for number, topic in enumerate(["registration.on_unregister", "subscription.on_unsubscribe"]):
    ask(observer, 32, number + 1, {}, f"wamp.{topic}")
registration = ask(peer, 64, 1, {}, "com.example.procedure")[2]
subscription = ask(peer, 32, 2, {}, "com.example.topic")[2]
print("remove_subscriber:", shown(ask(admin, 48, 1, {}, "wamp.subscription.remove_subscriber", [subscription, id])))
print("  the subscriber gets", "UNSUBSCRIBED" if receive(peer) else "nothing")
print("  the observer gets", "an event" if receive(observer) else "nothing")
print("remove_callee:", shown(ask(admin, 48, 2, {}, "wamp.registration.remove_callee", [registration, id])))
print("  the callee gets", "UNREGISTERED" if receive(peer) else "nothing")
print("  the observer gets", "an event" if receive(observer) else "nothing")
print("a call:", ask(admin, 48, 3, {}, "com.example.procedure")[4])
print("once more:", ask(admin, 48, 4, {}, "wamp.registration.remove_callee", [registration, id])[4], flush=True)
PYTHON
port=$(venv/bin/python configure.py)
venv/bin/crossbar start --cbdir node >node.log 2>&1 &
node=$!
cat >expected <<'TEXT'
remove_subscriber: a result
  the subscriber gets UNSUBSCRIBED
  the observer gets an event
remove_callee: wamp.error.runtime_error ["'NoneType' object has no attribute 'forward_for'"]
  the callee gets nothing
  the observer gets nothing
a call: wamp.error.no_such_procedure
once more: wamp.error.no_such_registration
TEXT
client/bin/python try.py "$port" 2>errors | tee seen || tail -5 errors node.log
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
