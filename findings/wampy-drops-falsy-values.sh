#!/usr/bin/env bash
# Wampy.js 8.0.2 sends no arguments instead of 0, false or an empty text, in calls, results and events.
#
# Guess: call("p", 0), publish("t", false) and a procedure that returns "" send lists of one value, as they do for 1,
# true and "a": the documentation says that a payload "can be either a value of any type or null".
# Seen: the library tests whether the value is truthy, not whether it is present. CALL, PUBLISH and YIELD have no
# arguments, so a procedure that returns false returns nothing. A list with one value, [0], and {argsList: [0]} arrive
# unchanged.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts wampy@8.0.2 ws@8.23.0
cat >try.mjs <<'JAVASCRIPT'
import { Wampy } from "wampy";
import WebSocket, { WebSocketServer } from "ws";

const welcome = [2, 1, { roles: { broker: {}, dealer: {} } }];
let seen;
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
server.on("connection", (socket) => {
  const send = (message) => socket.send(JSON.stringify(message));
  socket.on("message", (text) => {
    const message = JSON.parse(text);
    const [type, id] = message;
    if (type === 1) send(welcome);
    if (type === 16) send([17, id, 9]);
    if (type === 64) send([65, id, 7]);
    if (type === 48) send([68, 1, 7, {}]); // Each call asks the same client for the value of its procedure.
    if (type === 16 || type === 48) seen.push(JSON.stringify(message.slice(4)));
    if (type === 70) {
      seen.push(JSON.stringify(message.slice(3)));
      send([50, seen.call, {}]);
    }
    if (type === 48) seen.call = id;
  });
});
await new Promise((ready) => server.on("listening", ready));

const client = new Wampy(`ws://127.0.0.1:${server.address().port}/`, { realm: "r", ws: WebSocket });
await client.connect();
let value;
await client.register("com.example.value", () => value);
for (value of [1, 0, true, false, "a", "", [0], { argsList: [0] }]) {
  seen = [];
  await client.publish("com.example.topic", value);
  await client.call("com.example.value", value);
  const [published, called, yielded] = seen;
  console.log(`${JSON.stringify(value)}: PUBLISH ${published}, CALL ${called}, YIELD ${yielded}`);
}
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
1: PUBLISH [[1]], CALL [[1]], YIELD [[1]]
0: PUBLISH [], CALL [], YIELD []
true: PUBLISH [[true]], CALL [[true]], YIELD [[true]]
false: PUBLISH [], CALL [], YIELD []
"a": PUBLISH [["a"]], CALL [["a"]], YIELD [["a"]]
"": PUBLISH [], CALL [], YIELD []
[0]: PUBLISH [[0]], CALL [[0]], YIELD [[0]]
{"argsList":[0]}: PUBLISH [[0]], CALL [[0]], YIELD [[0]]
TEXT
node try.mjs | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
