#!/usr/bin/env bash
# Autobahn|Python 26.10.2 announces that it supports the revocation of subscriptions, but closes the connection at the
# first revocation.
#
# Guess: a session whose HELLO has subscription_revocation and registration_revocation, as that of Autobahn|Python has
# by default, accepts UNSUBSCRIBED and UNREGISTERED with the request id 0 and the id in their details.
# Seen: the client reports UNSUBSCRIBED with request 0 as "received for non-pending request ID 0", and drops the
# connection: a router that revokes one subscription (wamp.subscription.remove_subscriber) ends the whole session.
# UNREGISTERED is accepted, but the registration stays in the client's table: the program gets no notice. If the program
# registers again and gets the same id, as for a shared registration with other callees, the client treats the answer as
# a protocol error and drops the connection.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autobahn==26.10.2 websockets==17.4
cat >try.py <<'PYTHON'
import asyncio, json, sys
import txaio
from autobahn.asyncio.component import Component
from autobahn.wamp.types import RegisterOptions
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

WELCOME = [2, 1, {"roles": {"broker": {}, "dealer": {}}, "authmethod": "anonymous"}]


async def router(socket):
    """Takes each subscription away at once, and each registration."""
    try:
        async for text in socket:
            message = json.loads(text)
            answers = []
            if message[0] == 1:
                roles = message[2]["roles"]
                for role, feature in ("subscriber", "subscription_revocation"), ("callee", "registration_revocation"):
                    print(f"announced {feature}: {roles[role]['features'][feature]}")
                answers = [WELCOME]
            elif message[0] == 32:
                answers = [[33, message[1], 7], [35, 0, {"subscription": 7, "reason": "wamp.error.unsubscribed"}]]
            elif message[0] == 64:
                answers = [[65, message[1], 8], [67, 0, {"registration": 8, "reason": "wamp.error.unregistered"}]]
            for answer in answers:
                await socket.send(json.dumps(answer))
    except ConnectionClosed:
        pass
    print("the client drops the connection", flush=True)


async def attempt(port, work):
    transport = {"type": "websocket", "url": f"ws://127.0.0.1:{port}/", "serializers": ["json"], "max_retries": 0}
    component = Component(transports=[transport], realm="r")
    component.on_join(work)
    await asyncio.wait([asyncio.ensure_future(component.start(loop=asyncio.get_running_loop()))], timeout=10)


async def subscribe(session, details):
    await session.subscribe(print, "com.example.topic")


async def register(session, details):
    options = RegisterOptions(invoke="roundrobin")
    registration = await session.register(print, "com.example.procedure", options=options)
    await asyncio.sleep(1)
    print("after UNREGISTERED, active:", registration.active)
    await session.register(print, "com.example.procedure", options=options)


async def main():
    txaio.start_logging(out=sys.stdout, level="critical")
    async with serve(router, "127.0.0.1", 0, subprotocols=["wamp.2.json"]) as server:
        port = server.sockets[0].getsockname()[1]
        await attempt(port, subscribe)
        await attempt(port, register)


asyncio.run(main())
PYTHON
cat >expected <<'TEXT'
announced subscription_revocation: True
announced registration_revocation: True
ProtocolError: UNSUBSCRIBED received for non-pending request ID 0
the client drops the connection
announced subscription_revocation: True
announced registration_revocation: True
after UNREGISTERED, active: True
ProtocolError: REGISTERED received for already existing registration ID 8
the client drops the connection
TEXT
venv/bin/python try.py 2>errors | grep -Eo "^(announced|after|the client).*|ProtocolError: .*" | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
