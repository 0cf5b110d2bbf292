#!/usr/bin/env bash
# Crossbar.io 26.10.1: a callee behind a router-to-router link gets the role of the caller as the authid of the caller.
#
# Guess: the link forwards the identity of callers and publishers, so a callee or subscriber at the other node gets the
# same caller_authid or publisher_authid as a callee or subscriber at the same node.
# Seen: events have the right publisher. For calls, the authid of the caller is the name of the caller's role, so a
# callee that decides by authid treats all users of a role as one user. The link writes the role twice into forward_for,
# from which the dealer takes the caller's identity.
set -euo pipefail
pins=$(cd "$(dirname "$0")/.." && pwd)/acceptance/src/test/interop/crossbar.txt
work=$(mktemp -d)
nodes=()
# end: ends both nodes and removes the folder
end() {
    for node in "${nodes[@]}"; do kill "$node" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check crossbar==26.10.1 --constraint "$pins" >&2
mkdir a b
cat >configure.py <<'PYTHON'
import json, socket
from crossbar.common.key import _maybe_generate_node_key

sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
ports = [s.getsockname()[1] for s in sockets]
_maybe_generate_node_key("a")
key = [line.split()[1] for line in open("a/key.pub") if line.startswith("public-key-ed25519")][0]
allowed = {"call": True, "register": True, "publish": True, "subscribe": True}
permissions = [{"uri": "", "match": "prefix", "allow": allowed, "disclose": {"caller": True, "publisher": True}}]
target = {"type": "tcp", "host": "127.0.0.1", "port": ports[1]}
link = {
    "realm": "realm1",
    "authid": "node-a",
    "transport": {"type": "websocket", "url": f"ws://127.0.0.1:{ports[1]}/", "endpoint": target},
}
for name, port, links in ("a", ports[0], [link]), ("b", ports[1], []):
    roles = [{"name": role, "permissions": permissions} for role in ("people", "link")]
    realm = {"name": "realm1", "rlinks": links, "roles": roles}
    principal = {"realm": "realm1", "role": "link", "authorized_keys": [key]}
    transport = {
        "type": "websocket",
        "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": port},
        "auth": {
            "anonymous": {"type": "static", "role": "people", "authid": "joe"},
            "cryptosign": {"type": "static", "principals": {"node-a": principal}},
        },
    }
    worker = {"type": "router", "realms": [realm], "transports": [transport]}
    json.dump({"version": 2, "workers": [worker]}, open(f"{name}/config.json", "w"))
print(*ports)
PYTHON
cat >try.py <<'PYTHON'
import asyncio, sys
from autobahn.asyncio.component import Component
from autobahn.wamp.exception import ApplicationError
from autobahn.wamp.types import PublishOptions, RegisterOptions, SubscribeOptions


async def join(port):
    joined = asyncio.get_running_loop().create_future()
    transport = {"type": "websocket", "url": f"ws://127.0.0.1:{port}/", "serializers": ["cbor"], "max_retries": -1}
    component = Component(transports=[transport], realm="realm1")
    component.on_join(lambda session, details: joined.set_result(session))
    component.start(loop=asyncio.get_running_loop())
    return await asyncio.wait_for(joined, 60)


async def main():
    a, b, c = [await join(port) for port in [*sys.argv[1:], sys.argv[2]]]
    caller = RegisterOptions(details_arg="details")
    await c.register(lambda details: f"{details.caller_authid} ({details.caller_authrole})", "com.who", options=caller)
    heard = asyncio.Queue()
    publisher = SubscribeOptions(details_arg="details")
    await c.subscribe(
        lambda details: heard.put_nowait(f"{details.publisher_authid} ({details.publisher_authrole})"),
        "com.news",
        options=publisher,
    )
    for place, session in ("same node", b), ("over the link", a):
        for _ in range(60):
            try:
                called = await session.call("com.who")
                break
            except ApplicationError:  # The link has not registered the procedure yet.
                await asyncio.sleep(1)
        print(f"{place}, the caller: {called}")
        await session.publish("com.news", options=PublishOptions(acknowledge=True))
        print(f"{place}, the publisher: {await asyncio.wait_for(heard.get(), 60)}")


asyncio.run(main())
PYTHON
ports=$(venv/bin/python configure.py 2>/dev/null)
for name in b a; do
    venv/bin/crossbar start --cbdir "$name" >"$name.log" 2>&1 &
    nodes+=($!)
done
cat >expected <<'TEXT'
same node, the caller: joe (people)
same node, the publisher: joe (people)
over the link, the caller: people (people)
over the link, the publisher: joe (people)
TEXT
# shellcheck disable=SC2086 # two ports
venv/bin/python try.py $ports 2>errors | tee seen || tail -5 errors a.log b.log
diff expected seen
# Output seen on 2026-11-30: the lines of `expected`.
