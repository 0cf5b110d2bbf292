#!/usr/bin/env bash
# Wampy.js 8.0.2: unsubscribe() of a subscription that was made with options never ends.
#
# Guess: unsubscribe(subscriptionId) of a prefix subscription ends like that of an exact subscription.
# Seen: UNSUBSCRIBE is sent, and the broker answers, but the library looks for the subscription under its topic without
# its options. If the session has no such subscription, the library fails inside the message handler. This is an
# unhandled rejection, which ends Node.js unless the program handles it, and the promise stays pending. If the session
# has an exact subscription of the same topic, the library forgets this subscription instead: its handler gets no more
# events, although the broker continues to send them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts wampy@8.0.2 ws@8.23.0
cat >try.mjs <<'JAVASCRIPT'
import { Wampy } from "wampy";
import WebSocket, { WebSocketServer } from "ws";

/** A broker with subscription 1 for plain topics and subscription 2 for patterns. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
server.on("connection", (socket) => {
  const send = (message) => socket.send(JSON.stringify(message));
  socket.on("message", (text) => {
    const [type, id, options] = JSON.parse(text);
    const features = { pattern_based_subscription: true };
    if (type === 1) send([2, 1, { roles: { broker: { features }, dealer: {} } }]);
    if (type === 32) send([33, id, options.match === "prefix" ? 2 : 1]);
    if (type === 34) send([35, id]);
    if (type === 16) send([36, 1, 5, {}, ["news"]]);
    if (type === 16) send([17, id, 5]);
  });
});
await new Promise((ready) => server.on("listening", ready));
let unhandled = "none";
process.on("unhandledRejection", (reason) => (unhandled = reason.constructor.name));

for (const withPlain of [false, true]) {
  unhandled = "none";
  const heard = [];
  const client = new Wampy(`ws://127.0.0.1:${server.address().port}/`, { realm: "r", ws: WebSocket });
  await client.connect();
  if (withPlain) await client.subscribe("com.example", ({ argsList }) => heard.push(...argsList));
  const pattern = await client.subscribe("com.example", () => {}, { match: "prefix" });
  let outcome = "never ends";
  client.unsubscribe(pattern.subscriptionId).then(() => (outcome = "ends"));
  await new Promise((later) => setTimeout(later, 1000));
  await client.publish("com.example", 1);
  console.log(withPlain ? "with a plain subscription beside it:" : "alone:", `unsubscribe ${outcome},`,
    `unhandled rejection: ${unhandled}, events of the plain subscription: [${heard}]`);
}
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
alone: unsubscribe never ends, unhandled rejection: TypeError, events of the plain subscription: []
with a plain subscription beside it: unsubscribe ends, unhandled rejection: none, events of the plain subscription: []
TEXT
node try.mjs | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
