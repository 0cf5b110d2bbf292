#!/usr/bin/env bash
# No MQTT 5 client of five obeys all limits that a broker sets in CONNACK: paho-mqtt 2.2.0, gmqtt 0.8.0, MQTT.js 5.16.0,
# Eclipse Paho for Java 1.2.5, HiveMQ's client 1.4.0.
#
# Guess: each of them keeps messages back beyond the Receive Maximum until PUBACK arrives, and refuses a message that is
# larger than the Maximum Packet Size or has more than the Maximum QoS, with an error for the program.
# Seen: paho-mqtt and MQTT.js obey none of the three; the broker must disconnect them, and they connect and send again.
# HiveMQ's client obeys two, but sends QoS 1 to a broker that takes only QoS 0. Paho for Java sends packets of any size,
# and lowers the QoS without an error, so the program believes that a lost message has arrived. gmqtt and Paho for Java
# do not wait for PUBACK: publish() raises an error, in gmqtt already for the second message where two are allowed.
set -euo pipefail
work=$(mktemp -d)
broker=
# end: ends the broker and removes the folder
end() {
    if [ -n "$broker" ]; then kill "$broker" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check paho-mqtt==2.2.0 gmqtt==0.8.0
npm install --silent --no-audit --no-fund --ignore-scripts mqtt@5.16.0
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.eclipse.paho</groupId>
      <artifactId>org.eclipse.paho.mqttv5.client</artifactId>
      <version>1.2.5</version>
    </dependency>
    <dependency>
      <groupId>com.hivemq</groupId><artifactId>hivemq-mqtt-client</artifactId><version>1.4.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
cat >broker.py <<'PYTHON'
"""Prints what each client publishes under each limit; acknowledges nothing."""
import os
import socket
import sys

limits = {
    "receive maximum 2": bytes([0x21, 0, 2]),
    "maximum packet size 100": bytes([0x27, 0, 0, 0, 100]),
    "maximum QoS 0": bytes([0x24, 0]),
}
listener = socket.create_server(("127.0.0.1", 0))
with open("port.new", "w") as file:
    print(listener.getsockname()[1], file=file)
os.rename("port.new", "port")
for client in sys.argv[1:]:
    for name, limit in limits.items():
        connection, _ = listener.accept()
        stream = connection.makefile("rb")
        seen = []
        while head := stream.read(1):
            length = shift = 0
            more = 128
            while more:
                byte = stream.read(1)[0]
                length |= (byte & 127) << shift
                shift += 7
                more = byte & 128
            stream.read(length)
            kind = head[0] >> 4
            if kind == 1:
                connection.sendall(bytes([0x20, 3 + len(limit), 0, 0, len(limit)]) + limit)
            elif kind == 3:
                seen.append(("large " if length > 98 else "") + f"QoS {head[0] >> 1 & 3}")
            elif kind == 14:
                break
        print(f"{client}, {name}: {', '.join(seen)}", flush=True)
        connection.close()
PYTHON
cat >paho-mqtt.py <<'PYTHON'
import sys
import time
import paho.mqtt.client as mqtt

for limit in range(3):
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "client", protocol=mqtt.MQTTv5)
    client.connect("127.0.0.1", int(sys.argv[1]))
    client.loop_start()
    while not client.is_connected():
        time.sleep(0.1)
    for payload in ("1", "2", "3", "4" * 200):
        client.publish("topic", payload, qos=1)
    time.sleep(1)
    client.disconnect()
    client.loop_stop()
PYTHON
cat >gmqtt-try.py <<'PYTHON'
import asyncio
import logging
import sys
import gmqtt

async def publish(port):
    client = gmqtt.Client("client")
    await client.connect("127.0.0.1", port)
    for payload in ("1", "2", "3", "4" * 200):
        try:
            client.publish("topic", payload, qos=1)
        except OverflowError as error:
            print("gmqtt, publish():", error)
    await asyncio.sleep(1)
    await client.disconnect()

logging.disable(logging.CRITICAL)
for limit in range(3):
    asyncio.run(publish(int(sys.argv[1])))
PYTHON
cat >mqttjs.mjs <<'JAVASCRIPT'
import mqtt from "mqtt";
import { once } from "node:events";

for (let limit = 0; limit < 3; limit++) {
  const client = mqtt.connect({ host: "127.0.0.1", port: +process.argv[2], protocolVersion: 5, reconnectPeriod: 0 });
  client.on("error", () => {});
  await once(client, "connect");
  for (const payload of ["1", "2", "3", "4".repeat(200)]) client.publish("topic", payload, { qos: 1 }, () => {});
  await new Promise((done) => setTimeout(done, 1000));
  await client.endAsync(true);
}
JAVASCRIPT
cat >Paho.java <<'JAVA'
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

public class Paho {
    public static void main(String[] args) throws Exception {
        for (int limit = 0; limit < 3; limit++) {
            var client = new MqttAsyncClient("tcp://127.0.0.1:" + args[0], "client", new MemoryPersistence());
            client.connect().waitForCompletion(20_000);
            for (String payload : new String[] {"1", "2", "3", "4".repeat(200)}) {
                try {
                    client.publish("topic", payload.getBytes(), 1, false);
                } catch (MqttException e) {
                    System.out.println("Paho-Java, publish(): " + e.getMessage());
                }
            }
            Thread.sleep(1000);
            client.disconnectForcibly(0, 1000, true);
        }
        System.exit(0);
    }
}
JAVA
cat >HiveMq.java <<'JAVA'
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

public class HiveMq {
    public static void main(String[] args) throws Exception {
        for (int limit = 0; limit < 3; limit++) {
            var client = MqttClient.builder()
                    .useMqttVersion5()
                    .identifier("client")
                    .serverAddress(new java.net.InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])))
                    .buildAsync();
            client.connect().get();
            for (String payload : new String[] {"1", "2", "3", "4".repeat(200)}) {
                client.publishWith()
                        .topic("topic")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(payload.getBytes())
                        .send();
            }
            Thread.sleep(1000);
            client.disconnect().get();
        }
        System.exit(0);
    }
}
JAVA
cat >expected <<'TEXT'
paho-mqtt, receive maximum 2: QoS 1, QoS 1, QoS 1, large QoS 1
paho-mqtt, maximum packet size 100: QoS 1, QoS 1, QoS 1, large QoS 1
paho-mqtt, maximum QoS 0: QoS 1, QoS 1, QoS 1, large QoS 1
gmqtt, receive maximum 2: QoS 1
gmqtt, maximum packet size 100: QoS 1, QoS 1, QoS 1, large QoS 1
gmqtt, maximum QoS 0: QoS 1, QoS 1, QoS 1, large QoS 1
MQTT.js, receive maximum 2: QoS 1, QoS 1, QoS 1, large QoS 1
MQTT.js, maximum packet size 100: QoS 1, QoS 1, QoS 1, large QoS 1
MQTT.js, maximum QoS 0: QoS 1, QoS 1, QoS 1, large QoS 1
Paho-Java, receive maximum 2: QoS 1, QoS 1
Paho-Java, maximum packet size 100: QoS 1, QoS 1, QoS 1, large QoS 1
Paho-Java, maximum QoS 0: QoS 0, QoS 0, QoS 0, large QoS 0
HiveMQ, receive maximum 2: QoS 1, QoS 1
HiveMQ, maximum packet size 100: QoS 1, QoS 1, QoS 1
HiveMQ, maximum QoS 0: QoS 1, QoS 1, QoS 1, large QoS 1
gmqtt, publish(): All ids has already used. May be your QoS queue is full.
gmqtt, publish(): All ids has already used. May be your QoS queue is full.
gmqtt, publish(): All ids has already used. May be your QoS queue is full.
Paho-Java, publish(): Too many publishes in progress
Paho-Java, publish(): Too many publishes in progress
TEXT
clients="paho-mqtt gmqtt MQTT.js Paho-Java HiveMQ"
timeout 360 python3 broker.py $clients >seen 2>errors &
broker=$!
while [ ! -s port ]; do
    kill -0 "$broker"
    sleep 0.1
done
port=$(cat port)
timeout 60 venv/bin/python paho-mqtt.py "$port"
timeout 60 venv/bin/python gmqtt-try.py "$port" >>refused
timeout 60 node mqttjs.mjs "$port"
timeout 60 java -cp 'lib/*' Paho.java "$port" 2>>errors >>refused
timeout 60 java -cp 'lib/*' HiveMq.java "$port" 2>>errors
wait "$broker"
broker=
cat refused >>seen
cat seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
