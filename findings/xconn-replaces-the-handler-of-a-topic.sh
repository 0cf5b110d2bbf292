#!/usr/bin/env bash
# xconn 0.5.1 (XCONN's WAMP client for Python): a second subscription of a topic silently replaces the handler of the
# first one, and ending either subscription ends both.
#
# Guess: if two parts of a program subscribe to one topic in one session, both parts get the events of the topic, as in
# other clients. When one part unsubscribes, the other part still gets events.
# Seen: the client keeps one handler for each subscription id, and a broker gives both subscriptions the same id. The
# first handler gets no more events, without an error. unsubscribe() of the forgotten first subscription sends
# UNSUBSCRIBE and removes the handler of the second. Keep one handler for each topic, or a session for each handler.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check xconn==0.5.1 wampproto==0.4.0 websockets==17.4
cat >try.py <<'PYTHON'
import asyncio, json
from wampproto import auth, serializers
from websockets.asyncio.server import serve
from xconn.async_client import AsyncClient

received = []


async def broker(socket):
    """A broker with one topic. Its publishers get their own events."""
    subscribed = False
    async for text in socket:
        message = json.loads(text)
        answers = []
        if message[0] == 1:
            details = {"authid": "a", "authrole": "b", "authmethod": "anonymous", "roles": {"broker": {}, "dealer": {}}}
            answers = [[2, 1, details]]
        elif message[0] == 6:
            answers = [[6, {}, "wamp.close.goodbye_and_out"]]
        elif message[0] == 32:
            answers, subscribed = [[33, message[1], 77]], True
        elif message[0] == 34:
            answers, subscribed = [[35, message[1]]], False
        elif message[0] == 16:
            answers = [[36, 77, message[1], {}]] if subscribed else []
            answers.append([17, message[1], message[1]])
        for answer in answers:
            await socket.send(json.dumps(answer))


async def main():
    async with serve(broker, "127.0.0.1", 0, subprotocols=["wamp.2.json"]) as server:
        url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        client = AsyncClient(auth.AnonymousAuthenticator(""), serializers.JSONSerializer())
        session = await client.connect(url, "realm1")
        heard = []

        def handler(name):
            async def handle(event):
                heard.append(name)

            return handle

        async def publish(when):
            heard.clear()
            await session.publish("com.example.t", options={"acknowledge": True})
            await asyncio.sleep(0.5)
            print(f"{when}: heard by {heard or 'nobody'}", flush=True)

        first = await session.subscribe("com.example.t", handler("first"))
        await publish("one handler")
        await session.subscribe("com.example.t", handler("second"))
        await publish("two handlers")
        await first.unsubscribe()
        await publish("after the first has unsubscribed")
        await session.leave()


asyncio.run(main())
PYTHON
cat >expected <<'TEXT'
one handler: heard by ['first']
two handlers: heard by ['second']
after the first has unsubscribed: heard by nobody
TEXT
venv/bin/python try.py 2>errors | tee seen || tail errors
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
