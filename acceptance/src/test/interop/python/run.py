"""Checks Autobahn|Python (asyncio) with the router, and with the Java client as its peer (`interop.peer.*`).

ROUTER_URL is the router's WebSocket address, RAWSOCKET_URL its RawSocket address. Prints a line for each serializer and check:
`RESULT<tab>serializer<tab>check<tab>ok|absent|failed<tab>why`, where absent means that the client has no such feature.
"""

import asyncio
import os

import autobahn
from autobahn.asyncio.rawsocket import WampRawSocketClientFactory
from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession
from autobahn.wamp import auth
from autobahn.wamp.cryptosign import CryptosignKey
from autobahn.wamp.exception import ApplicationError
from autobahn.wamp.serializer import CBORSerializer, JsonSerializer, MsgPackSerializer
from autobahn.wamp.types import (
    CallOptions,
    CallResult,
    ComponentConfig,
    PublishOptions,
    RegisterOptions,
    SubscribeOptions,
)

URL = os.environ["ROUTER_URL"]
RAWSOCKET = os.environ["RAWSOCKET_URL"]
DEADLINE = 60
SERIALIZERS = {
    "json": JsonSerializer,
    "msgpack": MsgPackSerializer,
    "cbor": CBORSerializer,
}
SEED = "41" * 32
VALUES = [0, -1, 2**31, -(2**40), 2**53 - 1, 0.5, -1.25e100, True, None, "", "smørrebrød \U0001f388 \u0001"]
VALUES += [[], [[1], {"deep": [None]}], {"a b": {}}]
OCTETS = bytes(range(256))

# UBJSON is left out, because Autobahn|Python sends BJData instead.


class Refused(Exception):
    pass


class Anonymous:
    def join(self, session):
        session.join("interop", ["anonymous"])


class Ticket:
    def join(self, session):
        session.join("interop", ["ticket"], "tina")

    def answer(self, session, challenge):
        return "secret"


class WampCra:
    def __init__(self, authid, secret="secret"):
        self.authid = authid
        self.secret = secret

    def join(self, session):
        session.join("interop", ["wampcra"], self.authid)

    def answer(self, session, challenge):
        key = self.secret.encode()
        extra = challenge.extra
        if "salt" in extra:
            key = auth.derive_key(self.secret, extra["salt"], extra["iterations"], extra["keylen"])
        return auth.compute_wcs(key, extra["challenge"].encode()).decode()


class Cryptosign:
    def __init__(self):
        self.key = CryptosignKey.from_bytes(bytes.fromhex(SEED))

    def join(self, session):
        session.join(
            "interop", ["cryptosign"], "kris", authextra={"pubkey": self.key.public_key(), "channel_binding": None}
        )

    def answer(self, session, challenge):
        return self.key.sign_challenge(challenge)


class Scram:
    """A user of SCRAM, to whom the router must prove that it knows the credential."""

    def __init__(self, password="pencil"):
        self.scram = auth.AuthScram(authid="scott", password=password)

    def join(self, session):
        session.join("interop", ["scram"], "scott", authextra=self.scram.authextra)

    def answer(self, session, challenge):
        return self.scram.on_challenge(session, challenge).decode()

    def refusal(self, session, welcome):
        return self.scram.on_welcome(session, welcome.authextra)


class Opened:
    """A context in which a session is open: joins at its beginning, leaves at its end."""

    def __init__(self, connect):
        self.connect = connect

    async def __aenter__(self):
        self.session, self.transport, self.left = await self.connect()
        return self.session

    async def __aexit__(self, *_failure):
        self.session.leave()
        await asyncio.wait_for(self.left, DEADLINE)
        self.transport.close()


def opener(transport, serializer):
    def open_session(who=None):
        who = who or Anonymous()

        async def connect():
            loop = asyncio.get_running_loop()
            joined, left = loop.create_future(), loop.create_future()

            class Session(ApplicationSession):
                def onConnect(self):
                    who.join(self)

                def onChallenge(self, challenge):
                    return who.answer(self, challenge)

                def onWelcome(self, welcome):
                    return who.refusal(self, welcome) if isinstance(who, Scram) else None

                def onJoin(self, details):
                    self.welcome = details
                    joined.set_result(self)

                def onUserError(self, failure, message):
                    pass  # the caller gets the failure as an error

                def onLeave(self, details):
                    if not joined.done():
                        joined.set_exception(Refused(details.reason))
                    self.disconnect()

                def onDisconnect(self):
                    if not joined.done():
                        joined.set_exception(ConnectionError("the connection ended before the session was open"))
                    if not left.done():
                        left.set_result(None)

            if transport == "rawsocket":
                factory = WampRawSocketClientFactory(
                    lambda: Session(ComponentConfig(realm="interop")), serializer=SERIALIZERS[serializer]()
                )
                host, port = RAWSOCKET.split("//")[1].split(":")
                connection, _protocol = await loop.create_connection(factory, host, int(port))
            else:
                runner = ApplicationRunner(URL, "interop", serializers=[SERIALIZERS[serializer]()])
                connection, _protocol = await runner.run(Session, start_loop=False)
            return await asyncio.wait_for(joined, DEADLINE), connection, left

        return Opened(connect)

    return open_session


def same(found, expected):
    assert found == expected, f"found {found!r} (expected {expected!r})"



async def whole(session, procedure, *args, **kwargs):
    """Calls a procedure, and returns all arguments of the result, even if there is only one."""
    result = await session.call(procedure, *args, **kwargs)
    return (result.results, result.kwresults) if isinstance(result, CallResult) else ((result,), {})


async def error_of(attempt):
    try:
        await attempt
    except ApplicationError as error:
        return error
    raise AssertionError("found a result (expected an error)")


async def join_anonymously(open_session, unique):
    async with open_session() as session:
        assert session.welcome.session > 0


async def join_with_ticket(open_session, unique):
    async with open_session(Ticket()) as session:
        same(session.welcome.authid, "tina")


async def join_with_cra(open_session, unique):
    async with open_session(WampCra("carl")) as session:
        same(session.welcome.authid, "carl")


async def join_with_salted_cra(open_session, unique):
    async with open_session(WampCra("sally")) as session:
        same(session.welcome.authid, "sally")


async def join_with_cryptosign(open_session, unique):
    async with open_session(Cryptosign()) as session:
        same(session.welcome.authid, "kris")


async def join_with_scram(open_session, unique):
    async with open_session(Scram()) as session:
        same(session.welcome.authid, "scott")
    try:
        async with open_session(Scram("pen")):
            raise AssertionError("joined with a wrong password")
    except Refused as refusal:
        assert str(refusal) in ("wamp.error.not_authorized", "wamp.error.authentication_denied"), refusal


async def wrong_secret(open_session, unique):
    try:
        async with open_session(WampCra("carl", "wrong")):
            raise AssertionError("joined with a wrong secret")
    except Refused as refusal:
        assert str(refusal) in ("wamp.error.not_authorized", "wamp.error.authentication_denied"), refusal


async def call(open_session, unique):
    async with open_session() as session:
        same(await whole(session, "interop.peer.echo", *VALUES, named=VALUES), (tuple(VALUES), {"named": VALUES}))


async def binary_values(open_session, unique):
    async with open_session() as session:
        same(await session.call("interop.peer.echo", OCTETS), OCTETS)


async def call_with_error(open_session, unique):
    async with open_session() as session:
        error = await error_of(session.call("interop.peer.fail", 1, "two", three=3))
        same((error.error, list(error.args), error.kwargs), ("interop.error.custom", [1, "two"], {"three": 3}))


async def many_calls(open_session, unique):
    async with open_session() as session:
        answers = await asyncio.gather(*(session.call("interop.peer.echo", n) for n in range(200)))
        same(answers, list(range(200)))


async def be_called(open_session, unique):
    async with open_session() as session:
        uri = unique()
        await session.register(lambda *args, **kwargs: CallResult(*args, "and", **kwargs, more=True), uri)
        answer = await session.call("interop.peer.call", uri, [1, "two"], {"three": 3})
        same(answer, {"args": [1, "two", "and"], "kwargs": {"three": 3, "more": True}})


async def be_called_with_error(open_session, unique):
    async with open_session() as session:
        uri = unique()

        def fail(*args):
            raise ApplicationError("interop.error.mine", *args)

        await session.register(fail, uri)
        error = await error_of(session.call("interop.peer.call", uri, [7], {}))
        same((error.error, list(error.args)), ("interop.error.mine", [7]))


async def take_progress(open_session, unique):
    async with open_session() as session:
        seen = []
        answer = await session.call("interop.peer.progress", 3, options=CallOptions(on_progress=seen.append))
        same((seen, answer), ([1, 2, 3], "done"))


async def give_progress(open_session, unique):
    async with open_session() as session:
        uri = unique()

        def count(last, details):
            for n in range(1, last + 1):
                details.progress(n)
            return -1

        await session.register(count, uri, options=RegisterOptions(details_arg="details"))
        same(await session.call("interop.peer.call_progressively", uri, [3]), [1, 2, 3, -1])


async def cancel_call(open_session, unique):
    async with open_session() as session:
        token = unique()
        pending = session.call("interop.peer.wait", token)
        await session.call("interop.peer.started", token)
        pending.cancel()
        same(await session.call("interop.peer.interrupted", token), True)


async def be_canceled(open_session, unique):
    async with open_session() as session:
        uri, token = unique(), unique()

        async def wait(name):
            await session.call("interop.peer.reached", name)
            await asyncio.get_running_loop().create_future()

        await session.register(wait, uri)
        outcome = await session.call("interop.peer.call_and_cancel", uri, [token], mode="killnowait")
        same(outcome, "wamp.error.canceled")


async def register_patterns(open_session, unique):
    async with open_session() as session:
        base = unique()
        for match, uri in (("prefix", f"{base}.prefix"), ("wildcard", f"{base}..wild")):
            options = RegisterOptions(match=match, details_arg="details")
            await session.register(lambda details, match=match: [match, details.procedure], uri, options=options)
        for match, uri in (("prefix", f"{base}.prefix.and.more"), ("wildcard", f"{base}.any.wild")):
            same((await session.call("interop.peer.call", uri, [], {}))["args"], [[match, uri]])


async def share_registration(open_session, unique):
    async with open_session() as one, open_session() as two:
        uri = unique()
        for name, session in (("one", one), ("two", two)):
            options = RegisterOptions(invoke="roundrobin")
            await session.register(lambda name=name: name, uri, options=options)
        names = [(await one.call("interop.peer.call", uri, [], {}))["args"][0] for _ in range(4)]
        same(names, ["one", "two", "one", "two"])


async def disclose_caller(open_session, unique):
    async with open_session() as session:
        same(await session.call("interop.peer.caller"), session.welcome.session)


async def publish(open_session, unique):
    async with open_session() as session:
        topic = f"interop.heard.{unique()}"
        options = PublishOptions(acknowledge=True)
        publication = await session.publish(topic, *VALUES, named=VALUES, options=options)
        assert publication.id > 0
        same(await session.call("interop.peer.heard", topic), {"args": VALUES, "kwargs": {"named": VALUES}})


async def subscribe(open_session, unique):
    async with open_session() as session:
        topic, heard = unique(), asyncio.get_running_loop().create_future()
        await session.subscribe(lambda *args, **kwargs: heard.set_result((list(args), kwargs)), topic)
        await session.call("interop.peer.publish", topic, VALUES, {"named": VALUES})
        same(await heard, (VALUES, {"named": VALUES}))


async def subscribe_patterns(open_session, unique):
    async with open_session() as session:
        base = unique()
        heard = {}
        for match, topic in (("prefix", f"{base}.prefix"), ("wildcard", f"{base}..wild")):
            future = heard[match] = asyncio.get_running_loop().create_future()
            options = SubscribeOptions(match=match, details_arg="details")
            await session.subscribe(
                lambda _number, details, future=future: future.set_result(details.topic), topic, options=options
            )
        await session.call("interop.peer.publish", f"{base}.prefix.x", [1], {})
        await session.call("interop.peer.publish", f"{base}.any.wild", [2], {})
        same(await heard["prefix"], f"{base}.prefix.x")
        same(await heard["wildcard"], f"{base}.any.wild")


async def own_event(open_session, unique):
    async with open_session() as session:
        topic, heard = unique(), asyncio.get_running_loop().create_future()
        await session.subscribe(heard.set_result, topic)
        await session.publish(topic, "not for me", options=PublishOptions(acknowledge=True))
        await session.publish(topic, "for me", options=PublishOptions(acknowledge=True, exclude_me=False))
        same(await heard, "for me")


async def lists(open_session, unique):
    async with open_session() as one, open_session() as two, open_session() as publisher:
        topic = unique()
        heard = {}
        for session in (one, two):
            heard[session] = asyncio.get_running_loop().create_future()
            await session.subscribe(heard[session].set_result, topic)
        first = one.welcome.session
        await publisher.publish(topic, "for one", options=PublishOptions(acknowledge=True, eligible=[first]))
        await publisher.publish(topic, "not for one", options=PublishOptions(acknowledge=True, exclude=[first]))
        same((await heard[one], await heard[two]), ("for one", "not for one"))


async def give_up(open_session, unique):
    async with open_session() as session:
        uri, topic = unique(), unique()
        registration = await session.register(lambda: None, uri)
        await registration.unregister()
        error = await error_of(session.call("interop.peer.call", uri, [], {}))
        same(error.error, "wamp.error.no_such_procedure")
        subscription = await session.subscribe(lambda: None, topic)
        await subscription.unsubscribe()
        same(await session.call("wamp.subscription.lookup", topic), None)


async def meta_api(open_session, unique):
    async with open_session() as session:
        joined = asyncio.get_running_loop().create_future()

        def hear(details):
            if not joined.done():
                joined.set_result(details["session"])

        await session.subscribe(hear, "wamp.session.on_join")
        async with open_session() as other:
            number = other.welcome.session
            same(await joined, number)
            assert number in await session.call("wamp.session.list")
            same((await session.call("wamp.session.get", number))["authrole"], "member")
        uri = unique()
        await session.register(lambda: None, uri)
        registration = await session.call("wamp.registration.lookup", uri)
        same((await session.call("wamp.registration.get", registration))["uri"], uri)


CHECKS = {
    "join anonymously": join_anonymously,
    "join with a ticket": join_with_ticket,
    "join with WAMP-CRA": join_with_cra,
    "join with salted WAMP-CRA": join_with_salted_cra,
    "join with cryptosign": join_with_cryptosign,
    "join with SCRAM": join_with_scram,
    "be refused with a wrong secret": wrong_secret,
    "call": call,
    "binary values": binary_values,
    "call, answered with an error": call_with_error,
    "many calls at once": many_calls,
    "be called": be_called,
    "be called, answering with an error": be_called_with_error,
    "take progressive results": take_progress,
    "give progressive results": give_progress,
    "cancel a call": cancel_call,
    "be canceled": be_canceled,
    "register patterns": register_patterns,
    "share a registration": share_registration,
    "disclose the caller": disclose_caller,
    "publish": publish,
    "subscribe": subscribe,
    "subscribe patterns": subscribe_patterns,
    "receive one's own event": own_event,
    "white and black lists": lists,
    "unregister and unsubscribe": give_up,
    "the meta API": meta_api,
}


async def main():
    number = 0

    def unique():
        nonlocal number
        number += 1
        return f"interop.python_{os.getpid()}_{number}"

    print(f"CLIENT\tAutobahn|Python\t{autobahn.__version__}")
    for transport, serializer in [("websocket", name) for name in SERIALIZERS] + [
        ("rawsocket", name) for name in ("json", "msgpack", "cbor")
    ]:
        open_session = opener(transport, serializer)
        for name, check in CHECKS.items():
            label = serializer if transport == "websocket" else f"{serializer} (RawSocket)"
            try:
                await asyncio.wait_for(check(open_session, unique), DEADLINE)
                outcome, why = "ok", ""
            except BaseException as failure:
                outcome, why = "failed", " ".join(f"{type(failure).__name__}: {failure}".split())[:600]
            print("RESULT", label, name, outcome, why, sep="\t", flush=True)
    print("DONE", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
