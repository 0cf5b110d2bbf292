#!/usr/bin/env bash
# serverwamp 2.0.0 (WAMP for aiohttp and ASGI servers): a canceled call ends the whole session, and an unknown procedure
# is a runtime error.
#
# Guess: a dealer without call canceling ignores CANCEL, and the caller drops the late RESULT; so a program may give a
# call a timeout. A call of an unknown procedure gets ERROR wamp.error.no_such_procedure.
# Seen: the server knows neither CANCEL nor PUBLISH and REGISTER, and answers each of them with ABORT ("Parse error").
# Autobahn|Python 26.10.2 sends CANCEL when asyncio.wait_for() or a canceled task ends a call, whatever WELCOME has
# announced. So the first call that takes too long loses all other calls and subscriptions of its session. An unknown
# procedure gets wamp.error.runtime_error, without a text: the caller cannot distinguish it from a procedure that fails.
# With this server, wait for calls with asyncio.shield().
set -euo pipefail
work=$(mktemp -d)
server=
# end: ends the server and removes the folder
end() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check serverwamp==2.0.0 aiohttp==3.14.5 autobahn==26.10.2
cat >server.py <<'PYTHON'
import asyncio
import serverwamp
from aiohttp import web

procedures = serverwamp.RPCRouteSet()


@procedures.route("com.example.slow")
async def slow():
    await asyncio.sleep(2)
    return "slow"


@procedures.route("com.example.quick")
async def quick():
    return "quick"


@procedures.route("com.example.fails")
async def fails():
    raise ValueError("a fault of the program")


async def main():
    application = serverwamp.Application()
    application.add_rpc_routes(procedures)
    http = web.Application()
    http.add_routes([web.get("/", application.aiohttp_websocket_handler())])
    runner = web.AppRunner(http)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
PYTHON
venv/bin/python server.py >port 2>errors &
server=$!
while [ ! -s port ]; do
    kill -0 "$server"
    sleep 0.1
done
cat >try.py <<'PYTHON'
import asyncio, os, sys
from autobahn.asyncio.component import Component
from autobahn.wamp.exception import ApplicationError

component = Component(transports=[{"url": f"ws://127.0.0.1:{sys.argv[1]}/", "serializers": ["json"]}], realm="realm1")


async def attempt(what, call):
    try:
        seen = await call
    except ApplicationError as e:
        seen = f"{e.error} {list(e.args)}"
    except Exception as e:
        seen = type(e).__name__
    print(f"{what}: {seen}", flush=True)


@component.on_leave
def left(session, details):
    print(f"the session ends: {details.reason}", flush=True)
    os._exit(0)


@component.on_join
async def joined(session, details):
    await attempt("unknown procedure", session.call("com.example.unknown"))
    await attempt("procedure that fails", session.call("com.example.fails"))
    for shield in asyncio.shield, lambda call: call:
        name = "timeout with shield()" if shield is asyncio.shield else "timeout"
        await attempt(name, asyncio.wait_for(shield(session.call("com.example.slow")), 0.5))
        await asyncio.sleep(3)
        await attempt(f"{name}, next call", session.call("com.example.quick"))


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
component.start(loop=loop)
loop.run_forever()
PYTHON
timeout 60 venv/bin/python try.py "$(cat port)" 2>>errors | tee seen
diff - seen <<'SEEN'
unknown procedure: wamp.error.runtime_error []
procedure that fails: wamp.error.runtime_error []
timeout with shield(): TimeoutError
timeout with shield(), next call: quick
timeout: TimeoutError
the session ends: wamp.close.transport_lost
SEEN
# Output seen on 2026-12-01: the six lines above
