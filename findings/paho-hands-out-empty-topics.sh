#!/usr/bin/env bash
# Eclipse Paho for Python (paho-mqtt 2.2.0) and for Java (org.eclipse.paho.mqttv5.client 1.2.5): a program that allows
# topic aliases gets messages with an empty topic.
#
# Guess: if the program sets the Topic Alias Maximum of CONNECT, for which both libraries have a setter, the library
# replaces each alias by its topic, so that the program does not notice aliases.
# Seen: neither library stores the aliases of the broker. The first message with an alias has its topic; each later
# message with the alias reaches the handler with the topic "", without an error. So do not set the property: without
# it, no broker may use aliases. MQTT.js 5.16.0, gmqtt 0.8.0 and HiveMQ's client 1.4.0 do replace aliases.
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
venv/bin/pip install --quiet --disable-pip-version-check paho-mqtt==2.2.0
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
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
cat >broker.py <<'PYTHON'
import socketserver

class Broker(socketserver.BaseRequestHandler):
    def packet(self):
        """Returns type and body of the next packet, which is short."""
        head = self.request.recv(2, 0x100)  # MSG_WAITALL
        return head[0] >> 4, self.request.recv(head[1], 0x100)

    def handle(self):
        while True:
            kind, body = self.packet()
            if kind == 1:
                self.request.sendall(bytes([0x20, 3, 0, 0, 0]))
            elif kind == 8:
                self.request.sendall(bytes([0x90, 4]) + body[:2] + bytes([0, 0]))
                alias = bytes([3, 0x23, 0, 1])
                self.request.sendall(bytes([0x30, 10]) + b"\0\3a/b" + alias + b"1")
                self.request.sendall(bytes([0x30, 7]) + b"\0\0" + alias + b"2")
            elif kind == 14:
                return

server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Broker)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
PYTHON
python3 broker.py >port 2>errors &
broker=$!
while [ ! -s port ]; do
    kill -0 "$broker"
    sleep 0.1
done
cat >try.py <<'PYTHON'
import sys
import threading
import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

properties = Properties(PacketTypes.CONNECT)
properties.TopicAliasMaximum = 10
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "client", protocol=mqtt.MQTTv5)
last = threading.Event()

def on_message(client, user_data, message):
    print(f'Python: topic "{message.topic}", payload {message.payload.decode()}')
    if message.payload == b"2":
        last.set()

client.on_message = on_message
client.connect("127.0.0.1", int(sys.argv[1]), properties=properties)
client.loop_start()
client.subscribe("a/#")
assert last.wait(20)
client.disconnect()
PYTHON
cat >Try.java <<'JAVA'
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.*;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.*;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

public class Try {
    public static void main(String[] args) throws Exception {
        CountDownLatch messages = new CountDownLatch(2);
        var client = new MqttAsyncClient("tcp://127.0.0.1:" + args[0], "client", new MemoryPersistence());
        client.setCallback(new MqttCallback() {
            @Override
            public void messageArrived(String topic, MqttMessage message) {
                System.out.println("Java: topic \"" + topic + "\", payload " + message);
                messages.countDown();
            }

            @Override
            public void disconnected(MqttDisconnectResponse response) {}

            @Override
            public void mqttErrorOccurred(MqttException exception) {}

            @Override
            public void deliveryComplete(IMqttToken token) {}

            @Override
            public void connectComplete(boolean reconnect, String uri) {}

            @Override
            public void authPacketArrived(int reason, MqttProperties properties) {}
        });
        var options = new MqttConnectionOptions();
        options.setTopicAliasMaximum(10);
        client.connect(options).waitForCompletion(20_000);
        client.subscribe("a/#", 0);
        if (!messages.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("found too few messages");
        }
        System.exit(0);
    }
}
JAVA
cat >expected <<'TEXT'
Python: topic "a/b", payload 1
Python: topic "", payload 2
Java: topic "a/b", payload 1
Java: topic "", payload 2
TEXT
{
    timeout 60 venv/bin/python try.py "$(cat port)"
    timeout 60 java -cp 'lib/*' Try.java "$(cat port)"
} | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
