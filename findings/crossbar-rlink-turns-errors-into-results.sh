#!/usr/bin/env bash
# Crossbar.io 26.10.1: a call over a router-to-router link whose callee answers with an error returns an empty result.
#
# Guess: two nodes with an rlink behave like one router. The link forwards errors, progressive results and CANCEL, and
# subscriptions work the same way at both nodes.
# Seen: the link is a client of both nodes, and makes a new call or publication at the other node. When the callee
# fails, the link logs a warning and answers with a RESULT of one null, whatever the error. The link does not request
# progressive results, and does not forward CANCEL, so the callee continues. For a prefix subscription, the link makes
# an exact subscription at the other node: the subscriber gets no events below the prefix, and gets an event of the
# prefix itself twice (or not at all, if the subscription is older than the link). So a program that is correct with one
# node treats failures as successes with two nodes.
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
    realm = {"name": "realm1", "rlinks": links, "roles": [{"name": n, "permissions": permissions} for n in ("people", "link")]}
    transport = {
        "type": "websocket",
        "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": port},
        "auth": {
            "anonymous": {"type": "static", "role": "people"},
            "cryptosign": {"type": "static", "principals": {"node-a": {"realm": "realm1", "role": "link", "authorized_keys": [key]}}},
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
from autobahn.wamp.types import CallOptions, PublishOptions, RegisterOptions, SubscribeOptions


async def join(port):
    joined = asyncio.get_running_loop().create_future()
    transport = {"type": "websocket", "url": f"ws://127.0.0.1:{port}/", "serializers": ["cbor"], "max_retries": -1}
    component = Component(transports=[transport], realm="realm1")
    component.on_join(lambda session, details: joined.set_result(session))
    component.start(loop=asyncio.get_running_loop())
    return await asyncio.wait_for(joined, 60)


async def answer(call):
    try:
        return f"result {await call!r}"
    except ApplicationError as error:
        return f"error {error.error}"


async def fail():
    raise ApplicationError("com.example.error.full", "no space")


async def count(details):
    for i in range(2):
        if details.progress:
            details.progress(i)
    return "end"


ended = []


async def work():
    try:
        await asyncio.sleep(2)
        ended.append("done")
    except asyncio.CancelledError:
        ended.append("canceled")
        raise


async def main():
    a, b = [await join(port) for port in sys.argv[1:]]
    await b.register(fail, "com.example.fail")
    await b.register(count, "com.example.count", options=RegisterOptions(details_arg="details"))
    await b.register(work, "com.example.work")
    await b.register(lambda: None, "com.example.last")
    for _ in range(60):
        if (await answer(a.call("com.example.last"))).startswith("result"):
            break
        await asyncio.sleep(1)
    events = []
    prefix = SubscribeOptions(match="prefix", details_arg="details")
    await b.subscribe(lambda details: events.append(details.topic), "com.example.news", options=prefix)
    await asyncio.sleep(2)
    for place, caller in ("same node", b), ("over the link", a):
        print(f"{place}, the callee fails:", await answer(caller.call("com.example.fail")))
        progress = []
        await caller.call("com.example.count", options=CallOptions(on_progress=progress.append))
        print(f"{place}, progress:", progress)
        call = caller.call("com.example.work")
        await asyncio.sleep(0.5)
        call.cancel()
        await asyncio.sleep(3)
        print(f"{place}, a canceled callee:", ended.pop())
    publisher = await join(sys.argv[2])
    for place, session in ("same node", publisher), ("over the link", a):
        for topic in "com.example.news", "com.example.news.today":
            await session.publish(topic, options=PublishOptions(acknowledge=True))
            await asyncio.sleep(1)
        print(f"{place}, events of a prefix:", *events)
        events.clear()


asyncio.run(main())
PYTHON
ports=$(venv/bin/python configure.py 2>/dev/null)
for name in b a; do
    venv/bin/crossbar start --cbdir "$name" >"$name.log" 2>&1 &
    nodes+=($!)
done
cat >expected <<'TEXT'
same node, the callee fails: error com.example.error.full
same node, progress: [0, 1]
same node, a canceled callee: canceled
over the link, the callee fails: result None
over the link, progress: []
over the link, a canceled callee: done
same node, events of a prefix: com.example.news com.example.news.today
over the link, events of a prefix: com.example.news com.example.news
TEXT
# shellcheck disable=SC2086 # two ports
venv/bin/python try.py $ports 2>errors | tee seen || tail -5 errors a.log b.log
diff expected seen
# Output seen on 2026-11-30: the lines of `expected`.
