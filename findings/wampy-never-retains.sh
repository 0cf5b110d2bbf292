#!/usr/bin/env bash
# Wampy.js 8.0.2 accepts the option retain of publish, checks its type, and never sends it.
#
# Guess: publish(topic, payload, {retain: true}), which is documented as "ask broker to mark this event as retained",
# sends PUBLISH.Options.retain.
# Seen: {retain: "yes"} is refused as an invalid option, but with {retain: true} the PUBLISH has only acknowledge. The
# publication succeeds, and later subscribers with get_retained get nothing. No other option of publish() can set the
# key, because the library only passes through keys that begin with "_".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts wampy@8.0.2 ws@8.23.0
cat >try.mjs <<'JAVASCRIPT'
import { Wampy } from "wampy";
import WebSocket, { WebSocketServer } from "ws";

let options;
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
server.on("connection", (socket) => {
  socket.on("message", (text) => {
    const [type, id] = JSON.parse(text);
    const features = { event_retention: true };
    if (type === 1) socket.send(JSON.stringify([2, 1, { roles: { broker: { features }, dealer: {} } }]));
    if (type === 16) options = JSON.stringify(JSON.parse(text)[2]);
    if (type === 16) socket.send(JSON.stringify([17, id, 9]));
    if (type === 32) options = JSON.stringify(JSON.parse(text)[2]);
    if (type === 32) socket.send(JSON.stringify([33, id, 7]));
  });
});
await new Promise((ready) => server.on("listening", ready));

const client = new Wampy(`ws://127.0.0.1:${server.address().port}/`, { realm: "r", ws: WebSocket });
await client.connect();
const refused = await client.publish("com.example.t", 1, { retain: "yes" }).catch((error) => error);
console.log("retain: \"yes\":", refused.constructor.name);
await client.publish("com.example.t", 1, { retain: true });
console.log("retain: true sends", options);
await client.publish("com.example.t", 1, { retain: true, disclose_me: true });
console.log("with disclose_me:", options);
await client.subscribe("com.example.t", () => {}, { get_retained: true });
console.log("get_retained: true sends", options);
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
retain: "yes": InvalidParamError
retain: true sends {"acknowledge":true}
with disclose_me: {"acknowledge":true,"disclose_me":true}
get_retained: true sends {"get_retained":true}
TEXT
node try.mjs | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
