"""Paho against a running router. A WAMP client echoes what is published below com/example/up to com/example/down.

python paho_mqtt.py run PORT VERSION     checks everything, and prints "passed N"
python paho_mqtt.py stay PORT TOPIC      subscribes, prints "ready", and ends with the first message
"""

import queue
import socket
import sys

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

SECONDS = 30
passed = 0


class Peer:
    """A connected client, which collects its messages."""

    def __init__(self, port, version, client_id, clean=True, password="secret", will=None, expiry=60):
        options = {} if version == 5 else {"clean_session": clean}
        self.client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            protocol=mqtt.MQTTv5 if version == 5 else mqtt.MQTTv311,
            reconnect_on_failure=False,
            **options,
        )
        self.answers, self.arrived, self.subscribed, self.closed = (queue.Queue() for _ in range(4))
        self.client.on_connect = lambda c, u, flags, reason, p: self.answers.put((flags, reason))
        self.client.on_message = lambda c, u, message: self.arrived.put(message)
        self.client.on_subscribe = lambda c, u, mid, codes, p: self.subscribed.put(codes)
        self.client.on_disconnect = lambda c, u, flags, reason, p: self.closed.put(reason)
        self.client.username_pw_set("joe", password)
        if will:
            self.client.will_set(will, b"gone", qos=1)
        connect = {}
        if version == 5:
            properties = Properties(PacketTypes.CONNECT)
            properties.SessionExpiryInterval = expiry
            connect = {"clean_start": clean, "properties": properties}
        self.client.connect("127.0.0.1", port, **connect)
        self.client.loop_start()
        self.flags, self.reason = self.answers.get(timeout=SECONDS)

    def subscribe(self, topic):
        self.client.subscribe(topic, qos=1)
        codes = self.subscribed.get(timeout=SECONDS)
        assert not codes[0].is_failure, codes

    def publish(self, topic, text, retain=False):
        self.client.publish(topic, text, qos=1, retain=retain).wait_for_publish(SECONDS)

    def next(self):
        return self.arrived.get(timeout=SECONDS)

    def text(self):
        return self.next().payload.decode()

    def end(self):
        self.client.disconnect()
        self.closed.get(timeout=SECONDS)
        self.client.loop_stop()


def check(name, condition):
    global passed
    assert condition, name
    print("ok", name, flush=True)
    passed += 1


def run(port, version):
    client_id = f"paho{version}"
    refused = Peer(port, version, client_id, password="wrong")
    check("a wrong password is refused", refused.reason.is_failure)
    refused.client.loop_stop()

    client = Peer(port, version, client_id)
    client.subscribe(f"com/example/down/{client_id}")
    client.publish(f"com/example/up/{client_id}", "hello")
    check("messages reach WAMP and come back", client.text() == "hello")

    kept = f"com/example/{client_id}/kept"
    client.publish(kept, "old", retain=True)
    client.subscribe(kept)
    message = client.next()
    check("a retained message waits for subscribers", message.retain and message.payload == b"old")
    client.publish(kept, b"", retain=True)
    check("an empty retained message reaches present subscribers", client.text() == "")

    client.subscribe(f"com/example/{client_id}/will")
    mortal = Peer(port, version, f"{client_id}mortal", will=f"com/example/{client_id}/will", expiry=0)
    mortal.client.socket().shutdown(socket.SHUT_RDWR)
    check("the will of a lost client is published", client.text() == "gone")

    members = [Peer(port, version, f"{client_id}a"), Peer(port, version, f"{client_id}b")]
    for member in members:
        member.subscribe(f"$share/group/com/example/{client_id}/jobs")
    for number in range(10):
        client.publish(f"com/example/{client_id}/jobs", str(number))
    texts = [member.text() for member in members for _ in range(5)]
    check("members of a shared subscription get the messages in turns", len(set(texts)) == 10)
    for member in members:
        member.end()

    sleeper = Peer(port, version, f"{client_id}sleeper", clean=False)
    sleeper.subscribe(f"com/example/{client_id}/sleep")
    sleeper.end()
    client.publish(f"com/example/{client_id}/sleep", "waited")
    again = Peer(port, version, f"{client_id}sleeper", clean=False)
    check("a session outlives its connection", again.flags.session_present and again.text() == "waited")
    again.end()
    client.end()
    print("passed", passed, flush=True)


def stay(port, topic):
    arrived = queue.Queue()
    client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="paho-stay")
    client.username_pw_set("joe", "secret")
    client.reconnect_delay_set(1, 1)
    client.on_connect = lambda c, u, flags, reason, p: c.subscribe(topic, qos=1)
    client.on_subscribe = lambda c, u, mid, codes, p: print("ready", flush=True)
    client.on_disconnect = lambda c, u, flags, reason, p: print("closed", reason, flush=True)
    client.on_message = lambda c, u, message: arrived.put(message.payload.decode())
    client.connect("127.0.0.1", port)
    client.loop_start()
    print("got", arrived.get(timeout=120), flush=True)


if sys.argv[1] == "run":
    run(int(sys.argv[2]), int(sys.argv[3]))
else:
    stay(int(sys.argv[2]), sys.argv[3])
