#!/usr/bin/env bash
# MQTT.js 5.16.0 sends unacknowledged messages again without the DUP flag, one after the other, and is not "connected"
# until the broker has acknowledged the last one.
#
# Guess: after a lost connection, the client repeats its unacknowledged messages with QoS 1 all at once and with DUP
# set, as both versions of MQTT require; the event "connect" comes with CONNACK.
# Seen: DUP is not set, so brokers cannot recognize the repetitions by this flag. Each message waits for the PUBACK of
# the previous message; only after the last PUBACK come the event "connect", SUBSCRIBE and all other packets. A client
# with 1,000 stored messages and a round trip of 50 ms therefore has no subscriptions for 50 s.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts mqtt@5.16.0 mqtt-packet@9.0.2
cat >try.mjs <<'JAVASCRIPT'
import mqtt from "mqtt";
import mqttPacket from "mqtt-packet";
import net from "node:net";
import { once } from "node:events";

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
for (const protocolVersion of [4, 5]) {
  console.log(`protocol version ${protocolVersion}`);
  let connections = 0;
  const broker = net.createServer((socket) => {
    const connection = ++connections;
    const send = (packet) => socket.write(mqttPacket.generate(packet, { protocolVersion }));
    const parser = mqttPacket.parser({ protocolVersion });
    let published = 0;
    parser.on("packet", async (packet) => {
      const { cmd, topic, dup, messageId } = packet;
      if (cmd === "connect") send({ cmd: "connack", reasonCode: 0, returnCode: 0, sessionPresent: connection > 1 });
      if (cmd === "publish") {
        console.log(`connection ${connection}: PUBLISH ${topic}, DUP ${dup}`);
        if (connection === 1 && ++published === 3) socket.destroy(); // None of the three is acknowledged.
        if (connection === 1) return;
        await wait(1000);
        console.log(`connection ${connection}: PUBACK for ${topic}`);
        send({ cmd: "puback", messageId });
      }
      if (cmd === "subscribe") {
        console.log(`connection ${connection}: SUBSCRIBE`);
        send({ cmd: "suback", messageId, granted: [0] });
      }
    });
    socket.on("data", (data) => parser.parse(data));
    socket.on("error", () => {});
  });
  await once(broker.listen(0, "127.0.0.1"), "listening");

  const client = mqtt.connect({
    host: "127.0.0.1",
    port: broker.address().port,
    protocolVersion,
    clientId: "client",
    clean: false,
    properties: protocolVersion === 5 ? { sessionExpiryInterval: 100 } : undefined,
    reconnectPeriod: 200,
  });
  client.on("error", () => {});
  await once(client, "connect");
  for (const topic of ["a", "b", "c"]) client.publish(topic, "", { qos: 1 });
  await once(client, "close");
  client.subscribe("d");
  await once(client, "connect");
  console.log("event connect");
  await wait(500);
  await client.endAsync(true);
  broker.close();
}
JAVASCRIPT
cat >expected <<'TEXT'
protocol version 4
connection 1: PUBLISH a, DUP false
connection 1: PUBLISH b, DUP false
connection 1: PUBLISH c, DUP false
connection 2: PUBLISH a, DUP false
connection 2: PUBACK for a
connection 2: PUBLISH b, DUP false
connection 2: PUBACK for b
connection 2: PUBLISH c, DUP false
connection 2: PUBACK for c
event connect
connection 2: SUBSCRIBE
protocol version 5
connection 1: PUBLISH a, DUP false
connection 1: PUBLISH b, DUP false
connection 1: PUBLISH c, DUP false
connection 2: PUBLISH a, DUP false
connection 2: PUBACK for a
connection 2: PUBLISH b, DUP false
connection 2: PUBACK for b
connection 2: PUBLISH c, DUP false
connection 2: PUBACK for c
event connect
connection 2: SUBSCRIBE
TEXT
timeout 60 node try.mjs | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
