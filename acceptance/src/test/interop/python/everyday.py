"""Checks situations that a client meets in everyday life: silence, canceled calls, a cut connection.

`everyday.py CLIENT` checks autobahn, swampyer or xconn. ROUTER_URL and RAWSOCKET_URL are the router's addresses.
PROXY_PORT is a port that forwards to the router; the procedure `interop.everyday.cut` closes all connections of this
port. Prints a line for each connection and check, in the form of run.py.
"""

import asyncio
import os
import sys
import threading
import traceback
from concurrent.futures import Future, ThreadPoolExecutor

URL = os.environ["ROUTER_URL"]
RAWSOCKET = os.environ["RAWSOCKET_URL"]
PROXY_PORT = int(os.environ["PROXY_PORT"])
SILENCE = float(os.environ["SILENCE_SECONDS"])
DEADLINE = 60

starting = threading.Lock()
numbers = iter(range(1, 1_000_000))


def unique():
    return f"interop.everyday_{os.getpid()}_{next(numbers)}"


def same(found, expected):
    assert found == expected, f"found {found!r} (expected {expected!r})"


class Absent(Exception):
    """Raised by a check whose feature the client does not have."""


class Autobahn:
    """Autobahn|Python on asyncio; its components reconnect by themselves."""

    name = "Autobahn|Python"
    connections = ["json", "msgpack", "cbor", "json (RawSocket)", "msgpack (RawSocket)", "cbor (RawSocket)"]

    loop = None  # shared by all connections, because Autobahn keeps its loop in a global variable

    @classmethod
    def start_loop(cls):
        import txaio

        cls.loop = asyncio.new_event_loop()
        txaio.use_asyncio()
        txaio.config.loop = cls.loop

        def run():
            asyncio.set_event_loop(cls.loop)
            cls.loop.run_forever()

        threading.Thread(target=run, daemon=True).start()

    def __init__(self, connection, port=None):
        from autobahn.asyncio.component import Component
        from autobahn.wamp import types

        with starting:
            if self.loop is None:
                self.start_loop()
        self.types = types
        serializer = connection.split()[0]
        if "RawSocket" in connection:
            host, own_port = RAWSOCKET.split("//")[1].split(":")
            transport = {
                "type": "rawsocket",
                "endpoint": {"type": "tcp", "host": host, "port": port or int(own_port)},
                "serializer": serializer,
            }
        else:
            url = URL if port is None else f"ws://127.0.0.1:{port}/ws"
            transport = {"type": "websocket", "url": url, "serializers": [serializer]}
        transport |= {"max_retries": -1, "initial_retry_delay": 0.2}
        self.joined = Future()
        self.rejoined = Future()
        component = Component(transports=[transport], realm="interop")
        component.on_join(self._join)
        self.loop.call_soon_threadsafe(lambda: component.start(loop=self.loop))
        self.session = self.joined.result(DEADLINE)

    def _join(self, session, _details):
        future = self.rejoined if self.joined.done() else self.joined
        if not future.done():
            future.set_result(session)

    @staticmethod
    def version():
        import autobahn

        return autobahn.__version__

    def do(self, work):
        async def wait():
            return await work()

        return asyncio.run_coroutine_threadsafe(wait(), self.loop).result(DEADLINE)

    def call(self, uri, *args):
        return self.do(lambda: self.session.call(uri, *args))

    def error_of(self, uri, *args):
        from autobahn.wamp.exception import ApplicationError

        try:
            self.call(uri, *args)
        except ApplicationError as error:
            return error.error
        raise AssertionError("found a result (expected an error)")

    def register(self, uri, handler):
        return self.do(lambda: self.session.register(handler, uri))

    def subscribe(self, topic, handler):
        return self.do(lambda: self.session.subscribe(handler, topic))

    def publish(self, topic, *args):
        options = self.types.PublishOptions(acknowledge=True)
        return self.do(lambda: self.session.publish(topic, *args, options=options))

    def cancel(self, token, mode):
        if mode != "skip":
            raise Absent("it always cancels without a mode")

        async def cancel():
            pending = self.session.call("interop.peer.wait", token)
            await self.session.call("interop.peer.started", token)
            pending.cancel()

        asyncio.run_coroutine_threadsafe(cancel(), self.loop).result(DEADLINE)

    def number(self):
        return self.session._session_id

    def come_back(self):
        self.session = self.rejoined.result(DEADLINE)


class Swampyer:
    name = "swampyer"
    no_reconnect = "it reconnects, but handles the last bytes of the old connection again, and may then seem disconnected"
    connections = ["json", "cbor", "msgpack", "json (RawSocket)"]

    def __init__(self, connection, port=None):
        import swampyer

        if port is not None:
            raise Absent(self.no_reconnect)
        if "RawSocket" in connection:
            host, own_port = RAWSOCKET.split("//")[1].split(":")
            url = f"tcpip://{host}:{own_port}"
        else:
            url = URL

        def start():
            serializers = [connection.split()[0]]
            self.client = swampyer.WAMPClient(url=url, realm="interop", uri_base="", timeout=30, serializers=serializers)
            self.client.daemon = True
            self.client.start()

        try:
            start()
        except swampyer.ExWelcomeTimeout:
            start()  # swampyer sometimes misses a WELCOME that the router has sent

    @staticmethod
    def version():
        from importlib.metadata import version

        return version("swampyer")

    def call(self, uri, *args):
        return self.client.call(uri, *args)

    def error_of(self, uri, *args):
        import swampyer

        try:
            self.call(uri, *args)
        except swampyer.ExInvocationError as error:
            return str(error)
        raise AssertionError("found a result (expected an error)")

    def register(self, uri, handler):
        return self.client.register(uri, lambda _invocation, *args: handler(*args))

    def subscribe(self, topic, handler):
        return self.client.subscribe(topic, lambda _event, *args: handler(*args))

    def publish(self, topic, *args):
        return self.client.publish(topic, options={"acknowledge": True}, args=list(args))

    def cancel(self, token, mode):
        raise Absent("it cannot cancel")

    def number(self):
        return self.client.session_id

    def come_back(self):
        raise Absent(self.no_reconnect)


class Xconn:
    name = "xconn"
    connections = [f"{name}{kind}" for kind in ("", " (RawSocket)") for name in ("json", "msgpack", "cbor")]

    def __init__(self, connection, port=None):
        import xconn
        from wampproto import serializers

        if port is not None:
            raise Absent("its session does not reconnect")
        serializer = {
            "json": serializers.JSONSerializer,
            "msgpack": serializers.MsgPackSerializer,
            "cbor": serializers.CBORSerializer,
        }[connection.split()[0]]
        from wampproto import auth

        client = xconn.Client(authenticator=auth.AnonymousAuthenticator(""), serializer=serializer())
        self.session = client.connect(RAWSOCKET if "RawSocket" in connection else URL, "interop")
        self.types = xconn.types

    @staticmethod
    def version():
        from importlib.metadata import version

        return version("xconn")

    def call(self, uri, *args):
        result = self.session.call(uri, list(args))
        return result.args[0] if result.args else None

    def error_of(self, uri, *args):
        from xconn.exception import ApplicationError

        try:
            self.call(uri, *args)
        except ApplicationError as error:
            return error.message
        raise AssertionError("found a result (expected an error)")

    def register(self, uri, handler):
        return self.session.register(uri, lambda invocation: self.types.Result([handler(*invocation.args)]))

    def subscribe(self, topic, handler):
        return self.session.subscribe(topic, lambda event: handler(*event.args))

    def publish(self, topic, *args):
        return self.session.publish(topic, list(args), options={"acknowledge": True})

    def cancel(self, token, mode):
        raise Absent("it cannot cancel")

    def number(self):
        return self.session._base_session.id

    def come_back(self):
        raise Absent("its session does not reconnect")


CLIENTS = {"autobahn": Autobahn, "swampyer": Swampyer, "xconn": Xconn}


def calls(client):
    same(client.call("interop.peer.echo", "one"), "one")
    uri = unique()
    client.register(uri, lambda number: number + 1)
    same(client.call("interop.peer.call", uri, [41])["args"], [42])


def events(client):
    topic, heard = unique(), Future()
    client.subscribe(topic, heard.set_result)
    client.call("interop.peer.publish", topic, [7], {})
    same(heard.result(DEADLINE), 7)
    topic = f"interop.heard.{unique()}"
    client.publish(topic, 8)
    same(client.call("interop.peer.heard", topic)["args"], [8])


def errors(client):
    found = client.error_of("interop.everyday.nobody")
    assert "interop.everyday.nobody" in found or found == "wamp.error.no_such_procedure", found
    same(client.call("interop.peer.echo", "still here"), "still here")


def cancels(mode):
    def cancel(client):
        token = unique()
        client.cancel(token, mode)
        same(client.call("interop.peer.echo", "still here"), "still here")

    return cancel


def silence(client):
    before = client.number()
    threading.Event().wait(SILENCE)
    same(client.call("interop.peer.echo", "still here"), "still here")
    same(client.number(), before)


def ask_for_cut(client):
    try:
        client.call("interop.everyday.cut", PROXY_PORT)
    except Exception:
        pass  # the cut loses the answer


def cut(client):
    uri = unique()
    before = client.number()
    threading.Thread(target=ask_for_cut, args=(client,), daemon=True).start()
    client.come_back()
    assert client.number() != before, "found the same session (expected another one)"
    client.register(uri, lambda number: number + 1)
    same(client.call("interop.peer.call", uri, [41])["args"], [42])


CHECKS = {
    "call and be called": calls,
    "publish and subscribe": events,
    "live on after an error": errors,
    "live on after a canceled call, mode skip": cancels("skip"),
    "live on after a canceled call, mode killnowait": cancels("killnowait"),
    "live on after a canceled call, mode kill": cancels("kill"),
    "stay through silence": silence,
}


def attempt(kind, connection, name, work):
    try:
        work()
        outcome = "ok", ""
    except Absent as absent:
        outcome = "absent", str(absent)
    except BaseException as failure:
        if os.environ.get("TRACE"):
            traceback.print_exc()
        outcome = "failed", " ".join(f"{type(failure).__name__}: {failure}".split())[:600]
    # Written by one call, with a line break before it, because the clients' threads also print.
    os.write(1, ("\n" + "\t".join(("RESULT", connection, name, *outcome)) + "\n").encode())


cutting = threading.Lock()


def all_checks(kind, connection):
    client = None

    def opened():
        nonlocal client
        client = client or kind(connection)
        return client

    for name, check in CHECKS.items():
        attempt(kind, connection, name, lambda: check(opened()))

    def cut_off():
        with cutting:  # a cut closes all connections of the proxy, so only one may be open
            cut(kind(connection, PROXY_PORT))

    attempt(kind, connection, "come back after a cut", cut_off)


def main():
    kind = CLIENTS[sys.argv[1]]
    print("CLIENT", kind.name, kind.version(), sep="\t", flush=True)
    with ThreadPoolExecutor(len(kind.connections)) as together:
        list(together.map(lambda connection: all_checks(kind, connection), kind.connections))
    os.write(1, b"\nDONE\n")
    os._exit(0)


if __name__ == "__main__":
    main()
