#!/usr/bin/env bash
# paho-mqtt 2.2.0 (Python): a client without a client id never uses the id that the broker has assigned, so each
# reconnect begins another session.
#
# Guess: with an empty client id, a session expiry, and the automatic reconnect of loop_start(), the client reconnects
# with the Assigned Client Identifier of CONNACK, as HiveMQ's client 1.4.0 and Paho's client 1.2.5 for Java do, and
# resumes its session with the subscriptions.
# Seen: each CONNECT again has an empty client id, together with Clean Start 0, which requests to resume a session. The
# broker can only begin a new session: session_present is false, all subscriptions are gone, and the messages that wait
# in the old session are lost. At the broker, each lost connection leaves a session, with its queue, until the session
# expires. Give the client an id, or read the assigned one in on_connect and create the next client with it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check paho-mqtt==2.2.0
cat >try.py <<'PYTHON'
import socket
import threading
import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

listener = socket.create_server(("127.0.0.1", 0))
seen = threading.Event()

def broker():
    """Accepts three connections, assigns a client id to each, and closes them after CONNACK."""
    for number in (1, 2, 3):
        connection, _ = listener.accept()
        head = connection.recv(2, socket.MSG_WAITALL)
        body = connection.recv(head[1], socket.MSG_WAITALL)
        properties = body[10]
        client_id = body[13 + properties:13 + properties + body[12 + properties]].decode()
        print(f'connection {number}: clean start {body[7] >> 1 & 1}, client id "{client_id}"', flush=True)
        assigned = f"assigned-{number}".encode()
        connack = bytes([0, 0, 3 + len(assigned), 0x12, 0, len(assigned)]) + assigned
        connection.sendall(bytes([0x20, len(connack)]) + connack)
        connected.acquire(timeout=20)
        connection.close()
    seen.set()

connected = threading.Semaphore(0)
threading.Thread(target=broker, daemon=True).start()
properties = Properties(PacketTypes.CONNECT)
properties.SessionExpiryInterval = 3600
client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "", protocol=mqtt.MQTTv5)
client.on_connect = lambda client, data, flags, reason, properties: (
    print("the program is told the client id", properties.AssignedClientIdentifier, flush=True), connected.release())
client.connect("127.0.0.1", listener.getsockname()[1], properties=properties)
client.loop_start()
assert seen.wait(40)
PYTHON
cat >expected <<'TEXT'
connection 1: clean start 1, client id ""
the program is told the client id assigned-1
connection 2: clean start 0, client id ""
the program is told the client id assigned-2
connection 3: clean start 0, client id ""
the program is told the client id assigned-3
TEXT
timeout 60 venv/bin/python try.py | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
