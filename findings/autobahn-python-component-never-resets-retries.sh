#!/usr/bin/env bash
# Autobahn|Python 26.10.2: a Component without `main` never resets its count of retries: every reconnect counts.
#
# Guess: max_retries and the growing delay apply to one outage; a successful join resets both, as the code comment and
# AutobahnJS do.
# Seen: only a Component with a `main` resets both. A Component with decorators or on_join listeners, the documented
# style, gives up after max_retries + 1 connections, even if each of them was long and healthy. With the default,
# max_retries -1, it never gives up, but each reconnect multiplies the delay by 1.5, up to 5 minutes: after a dozen lost
# connections within months, the next reconnect takes minutes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autobahn==26.10.2 websockets==17.4
cat >try.py <<'PYTHON'
import asyncio, json
from autobahn.asyncio.component import Component
from websockets.asyncio.server import serve

joins = 0


async def router(socket):
    """Welcomes each client, and cuts its connection a moment later."""
    global joins
    await socket.recv()
    joins += 1
    await socket.send(json.dumps([2, joins, {"roles": {"broker": {}, "dealer": {}}, "authmethod": "anonymous"}]))
    await asyncio.sleep(0.2)
    socket.transport.abort()


async def attempt(name, port, main):
    global joins
    joins = 0
    transport = {
        "type": "websocket",
        "url": f"ws://127.0.0.1:{port}/",
        "serializers": ["json"],
        "max_retries": 3,
        "initial_retry_delay": 0.1,
    }
    component = Component(transports=[transport], realm="r", main=main)
    if main is None:
        component.on_join(lambda session, details: None)
    try:
        await asyncio.wait_for(component.start(loop=asyncio.get_running_loop()), 10)
        end = "ends"
    except asyncio.TimeoutError:
        end = "goes on"
    except RuntimeError as failure:
        end = str(failure)
    print(f"{name}: {joins if joins < 5 else 'more than 4'} joins, {end}", flush=True)


async def main():
    async with serve(router, "127.0.0.1", 0, subprotocols=["wamp.2.json"]) as server:
        port = server.sockets[0].getsockname()[1]
        await attempt("on_join", port, None)
        await attempt("main", port, lambda reactor, session: asyncio.Event().wait())


asyncio.run(main())
PYTHON
cat >expected <<'TEXT'
on_join: 4 joins, Component failed: Exhausted all transport connect attempts
main: more than 4 joins, goes on
TEXT
venv/bin/python try.py 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
