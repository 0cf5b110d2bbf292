"""A coroutine that runs one session of Autobahn|Python (asyncio), from joining to leaving."""

import asyncio

from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession
from autobahn.wamp import auth
from autobahn.wamp.serializer import CBORSerializer, JsonSerializer, MsgPackSerializer

SERIALIZERS = {
    "json": JsonSerializer,
    "msgpack": MsgPackSerializer,
    "cbor": CBORSerializer,
}


class Refused(Exception):
    """Raised if the router refuses a join; has the reason and the message of its ABORT."""

    def __init__(self, reason, message):
        super().__init__(f"{reason}: {message}")
        self.reason = reason
        self.message = message


class Anonymous:
    def join(self, session, realm):
        session.join(realm, ["anonymous"])


class User:
    """A user who answers the WAMP-CRA challenge with a secret."""

    def __init__(self, authid, secret):
        self.authid = authid
        self.secret = secret

    def join(self, session, realm):
        session.join(realm, ["wampcra"], self.authid)

    def answer(self, challenge):
        key = self.secret.encode()
        if "salt" in challenge.extra:
            extra = challenge.extra
            key = auth.derive_key(self.secret, extra["salt"], extra["iterations"], extra["keylen"])
        return auth.compute_wcs(key, challenge.extra["challenge"].encode()).decode()


async def with_session(url, serializer, who, use):
    """Joins as `who`, awaits `use(session, details)`, and leaves; raises Refused if the router refuses the join.

    Without a serializer, offers all serializers of Autobahn, and leaves the choice to the router.
    """
    offered = [SERIALIZERS[serializer]()] if serializer else None
    outcome = asyncio.get_running_loop().create_future()

    class Session(ApplicationSession):
        def onConnect(self):
            who.join(self, self.config.realm)

        def onChallenge(self, challenge):
            return who.answer(challenge)

        async def onJoin(self, details):
            try:
                result = await use(self, details)
                if not outcome.done():
                    outcome.set_result(result)
            except BaseException as failure:
                if not outcome.done():
                    outcome.set_exception(failure)
            finally:
                self.leave()

        def onLeave(self, details):
            if not outcome.done():
                outcome.set_exception(Refused(details.reason, details.message))
            self.disconnect()

        def onDisconnect(self):
            if not outcome.done():
                outcome.set_exception(ConnectionError("the connection ended before the session was over"))

    runner = ApplicationRunner(url, "realm1", serializers=offered)
    transport, _protocol = await runner.run(Session, start_loop=False)
    try:
        return await asyncio.wait_for(outcome, 20)
    finally:
        transport.close()
