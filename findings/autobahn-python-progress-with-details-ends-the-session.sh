#!/usr/bin/env bash
# Autobahn|Python 26.10.2: a call with CallOptions(on_progress=…, details=True) ends the session at the first progressive
# result that has no keyword arguments.
#
# Guess: `details` wraps progressive results in CallResult, with the callee if it is disclosed, like the final result.
# Seen: the client unpacks arguments and keyword arguments of a progressive result without a check. A RESULT with only a
# list, the common form, raises TypeError outside the handler, and the client drops the connection. The final result may
# lack either. Progressive results work with details=False, or if each of them has both.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autobahn==26.10.2 websockets==17.4
cat >try.py <<'PYTHON'
import asyncio, json
from autobahn.asyncio.component import Component
from autobahn.wamp.types import CallOptions
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

WELCOME = [2, 1, {"roles": {"broker": {}, "dealer": {}}, "authmethod": "anonymous"}]
payload = None


async def router(socket):
    """Answers each call with a progressive result and a final one."""
    try:
        async for text in socket:
            message = json.loads(text)
            if message[0] == 1:
                await socket.send(json.dumps(WELCOME))
            elif message[0] == 48:
                await socket.send(json.dumps([50, message[1], {"progress": True}, *payload]))
                await socket.send(json.dumps([50, message[1], {}]))
    except ConnectionClosed:
        pass


async def main():
    global payload
    async with serve(router, "127.0.0.1", 0, subprotocols=["wamp.2.json"]) as server:
        url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        for payload in [["half"]], [["half"], {"of": 2}], [[], {"of": 2}]:
            for details in False, True:
                joined = asyncio.get_running_loop().create_future()
                left = []
                transport = {"type": "websocket", "url": url, "serializers": ["json"], "max_retries": 0}
                component = Component(transports=[transport], realm="r")
                component.on("join", lambda session, _: joined.set_result(session))
                component.on("leave", lambda session, end: left.append(end.reason))
                start = asyncio.ensure_future(component.start(loop=asyncio.get_running_loop()))
                start.add_done_callback(lambda end: end.exception())
                heard = []
                options = CallOptions(on_progress=lambda *args, **kwargs: heard.append(1), details=details)
                call = (await joined).call("com.example.slow", options=options)
                await asyncio.wait([call], timeout=2)
                end = "the call is answered" if call.done() else f"the session ends with {left[0]}"
                print(f"{payload}, details {details}: {len(heard)} progressive results, {end}", flush=True)


asyncio.run(main())
PYTHON
cat >expected <<'TEXT'
[['half']], details False: 1 progressive results, the call is answered
[['half']], details True: 0 progressive results, the session ends with wamp.close.transport_lost
[['half'], {'of': 2}], details False: 1 progressive results, the call is answered
[['half'], {'of': 2}], details True: 1 progressive results, the call is answered
[[], {'of': 2}], details False: 1 progressive results, the call is answered
[[], {'of': 2}], details True: 1 progressive results, the call is answered
TEXT
venv/bin/python try.py 2>errors | tee seen || tail errors
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
