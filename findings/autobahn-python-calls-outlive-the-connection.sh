#!/usr/bin/env bash
# Autobahn|Python 26.10.2: when the connection is lost, the pending calls of a Component neither fail nor end.
#
# Guess: when the connection is lost, each outstanding call, registration and subscription fails with TransportLost, as
# the comments of the library say.
# Seen: ApplicationSession fails them in onLeave. The session of a Component (autobahn.asyncio.wamp.Session) overrides
# this method, so `await session.call(…)` waits for ever. Meanwhile, the Component connects again and starts the
# program's handler a second time, beside the handler that hangs. Give each await a timeout (asyncio.wait_for), or call
# ApplicationSession.onLeave from your own on_leave.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autobahn==26.10.2 websockets==17.4
cat >try.py <<'PYTHON'
import asyncio, json
from autobahn.asyncio.component import Component
from autobahn.asyncio.wamp import ApplicationSession
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

WELCOME = [2, 1, {"roles": {"broker": {}, "dealer": {}}, "authmethod": "anonymous"}]


async def router(socket):
    """Cuts the connection at the first call."""
    try:
        await socket.recv()
        await socket.send(json.dumps(WELCOME))
        await socket.recv()
        socket.transport.abort()
    except ConnectionClosed:
        pass


async def outcome(call):
    done, _ = await asyncio.wait([call], timeout=5)
    if not done:
        return "pending"
    return f"{type(call.exception()).__name__} {call.exception().error}"


async def attempt(name, port, **settings):
    joined = asyncio.get_running_loop().create_future()
    left = asyncio.Event()
    transport = {"type": "websocket", "url": f"ws://127.0.0.1:{port}/", "serializers": ["json"], "max_retries": 0}
    component = Component(transports=[transport], realm="r", **settings)
    component.on("join", lambda session, details: joined.set_result(session))
    component.on("leave", lambda session, details: left.set())
    asyncio.ensure_future(component.start(loop=asyncio.get_running_loop())).add_done_callback(lambda end: end.exception())
    call = (await joined).call("com.example.slow")
    await left.wait()
    print(f"{name}: the session has left, the call is {await outcome(call)}", flush=True)


async def main():
    async with serve(router, "127.0.0.1", 0, subprotocols=["wamp.2.json"]) as server:
        port = server.sockets[0].getsockname()[1]
        await attempt("Component", port)
        await attempt("Component with ApplicationSession", port, session_factory=ApplicationSession)


asyncio.run(main())
PYTHON
cat >expected <<'TEXT'
Component: the session has left, the call is pending
Component with ApplicationSession: the session has left, the call is ApplicationError wamp.close.transport_lost
TEXT
venv/bin/python try.py 2>errors | tee seen || tail errors
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
