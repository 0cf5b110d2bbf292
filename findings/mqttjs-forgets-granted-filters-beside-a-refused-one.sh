#!/usr/bin/env bash
# MQTT.js 5.16.0: if a broker refuses one filter of a subscribe(), the client does not subscribe the granted ones again
# after a lost connection.
#
# Guess: if the broker grants "a" and refuses "b" of subscribe(["a", "b"]), the client subscribes "a" again after a lost
# connection, as it does after two separate calls (resubscribe: true is the default).
# Seen: messages of "a" arrive until the connection is lost. Then the client sends no SUBSCRIBE at all, so no more
# messages arrive, without an error: because of one refused filter, the client forgets all filters of the call. With a
# call for each filter, it subscribes "a" again.
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

const version = { protocolVersion: 5 };
for (const calls of [[["a", "b"]], [["a"], ["b"]]]) {
  let connections = 0;
  const broker = net.createServer((socket) => {
    const connection = ++connections;
    const send = (packet) => socket.write(mqttPacket.generate(packet, version));
    const parser = mqttPacket.parser(version);
    parser.on("packet", (packet) => {
      if (packet.cmd === "connect") send({ cmd: "connack", reasonCode: 0, sessionPresent: false });
      if (packet.cmd === "subscribe") {
        const topics = packet.subscriptions.map((subscription) => subscription.topic);
        console.log(`  connection ${connection}: SUBSCRIBE ${topics}`);
        send({ cmd: "suback", messageId: packet.messageId, granted: topics.map((t) => (t === "a" ? 0 : 0x87)) });
      }
      if (packet.cmd === "publish") { // the program's sign that the connection may end
        console.log(`  connection ${connection}: no more SUBSCRIBE`);
        socket.destroy();
      }
    });
    socket.on("data", (data) => parser.parse(data));
    socket.on("error", () => {});
  });
  await once(broker.listen(0, "127.0.0.1"), "listening");
  console.log(`calls of subscribe(): ${JSON.stringify(calls)}`);
  const client = mqtt.connect({ host: "127.0.0.1", port: broker.address().port, ...version, reconnectPeriod: 200 });
  client.on("error", () => {});
  await once(client, "connect");
  for (const topics of calls) {
    await client.subscribeAsync(topics).catch((error) => console.log(`  subscribe(): ${error.message}`));
  }
  client.publish("end", "of the first connection");
  await once(client, "connect");
  await new Promise((done) => setTimeout(done, 1000));
  client.publish("end", "of the second connection");
  await once(client, "close");
  await client.endAsync(true);
  broker.close();
}
JAVASCRIPT
cat >expected <<'TEXT'
calls of subscribe(): [["a","b"]]
  connection 1: SUBSCRIBE a,b
  subscribe(): Subscribe error: Not authorized
  connection 1: no more SUBSCRIBE
  connection 2: no more SUBSCRIBE
calls of subscribe(): [["a"],["b"]]
  connection 1: SUBSCRIBE a
  connection 1: SUBSCRIBE b
  subscribe(): Subscribe error: Not authorized
  connection 1: no more SUBSCRIBE
  connection 2: SUBSCRIBE a
  connection 2: no more SUBSCRIBE
TEXT
timeout 60 node try.mjs | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
