"""Tests the balloon example with Autobahn|Python, over each serializer.

ROUTER_URL is the router's WebSocket address.
"""

import os
import unittest
from asyncio import gather, get_running_loop, wait_for
from datetime import datetime

from autobahn.wamp.exception import ApplicationError
from autobahn.wamp.types import PublishOptions

from wamp_session import Anonymous, Refused, User, with_session

URL = os.environ["ROUTER_URL"]

INGEMAR = User("ingemar", "123456")
KARINA = User("karina", "secret2")
ANOHNI = User("anohni", "secret1")


class BalloonContract:
    """The tests that run over every serializer; each class at the end of this file names one."""

    serializer = None

    async def session(self, who, use):
        return await with_session(URL, self.serializer, who, use)

    async def identity(self, who):
        async def details_of(session, details):
            return details.authid, details.authrole, details.authmethod, details.serializer

        *identity, serializer = await self.session(who, details_of)
        self.assertEqual(serializer.split(".")[0], self.serializer)
        return tuple(identity)

    async def assert_refused(self, who, reason, message=""):
        with self.assertRaises(Refused) as caught:
            await self.identity(who)
        self.assertEqual(caught.exception.reason, reason)
        self.assertIn(message, caught.exception.message)

    async def assert_denied(self, attempt):
        with self.assertRaises(ApplicationError) as caught:
            await attempt
        self.assertEqual(caught.exception.error, ApplicationError.NOT_AUTHORIZED)

    async def test_karina_is_the_backend(self):
        self.assertEqual(await self.identity(KARINA), ("karina", "backend", "wampcra"))

    async def test_ingemar_is_a_balloonpopper_under_another_authid(self):
        self.assertEqual(await self.identity(INGEMAR), ("ID09125", "balloonpopper", "wampcra"))

    async def test_anohni_whose_key_is_derived_from_her_secret(self):
        self.assertEqual(await self.identity(ANOHNI), ("anohni", "authenticator", "wampcra"))

    async def test_unknown_user_is_refused_in_the_authenticators_own_words(self):
        await self.assert_refused(
            User("nobody", "secret"),
            "com.example.no_such_user",
            "could not authenticate session - no such user nobody",
        )

    async def test_wrong_secrets_are_refused(self):
        for name in ("karina", "ingemar", "anohni"):
            with self.subTest(name):
                await self.assert_refused(User(name, "wrong"), ApplicationError.NOT_AUTHORIZED)

    async def test_pop_adds(self):
        async def pop(session, _details):
            self.assertEqual(await session.call("com.balloon.pop", 56, 18), 74)
            self.assertEqual(await session.call("com.balloon.pop", 1.5, 2.25), 3.75)
            self.assertEqual(await session.call("com.balloon.pop", 2**40, 1), 2**40 + 1)

        await self.session(INGEMAR, pop)

    async def test_many_calls_at_once_get_their_own_sums(self):
        async def pop(session, _details):
            sums = await gather(*(session.call("com.balloon.pop", n, n) for n in range(100)))
            self.assertEqual(sums, [2 * n for n in range(100)])

        await self.session(INGEMAR, pop)

    async def test_a_balloonpopper_is_denied_everything_else(self):
        acknowledged = PublishOptions(acknowledge=True)

        async def try_forbidden_things(session, _details):
            await self.assert_denied(session.subscribe(lambda: None, "com.example.oncounter"))
            await self.assert_denied(session.register(lambda x, y: x * y, "com.example.mul2"))
            await self.assert_denied(session.publish("com.balloon.data", options=acknowledged))

        await self.session(INGEMAR, try_forbidden_things)

    async def test_the_other_two_are_denied_the_balloon(self):
        async def try_to_pop(session, _details):
            await self.assert_denied(session.call("com.balloon.pop", 56, 18))

        for who in (KARINA, ANOHNI, Anonymous()):
            await self.session(who, try_to_pop)

    async def test_telemetry_reaches_an_anonymous_session_as_keyword_arguments(self):
        async def listen(session, _details):
            first = get_running_loop().create_future()

            def receive(*_args, **reading):
                if not first.done():
                    first.set_result(reading)

            await session.subscribe(receive, "com.balloon.data")
            return await wait_for(first, 10)

        reading = await self.session(Anonymous(), listen)
        datetime.fromisoformat(reading["time"].replace("Z", "+00:00"))
        self.assertIn(reading["phase"], ("ascending", "floating", "falling", "landed"))
        for name in (
            "altitude",
            "pressure",
            "temperature",
            "radiation",
            "latitude",
            "longitude",
            "vertical_speed",
        ):
            self.assertIsInstance(reading[name], (int, float), name)


class OverJson(BalloonContract, unittest.IsolatedAsyncioTestCase):
    serializer = "json"


class OverMsgPack(BalloonContract, unittest.IsolatedAsyncioTestCase):
    serializer = "msgpack"


class OverCbor(BalloonContract, unittest.IsolatedAsyncioTestCase):
    serializer = "cbor"


class OverWhateverTheRouterPicks(unittest.IsolatedAsyncioTestCase):
    async def test_all_serializers_offered_at_once(self):
        async def pop(session, details):
            return details.serializer, await session.call("com.balloon.pop", 56, 18)

        serializer, total = await with_session(URL, None, INGEMAR, pop)
        self.assertEqual(total, 74)
        self.assertIn(serializer.split(".")[0], ("json", "msgpack", "cbor"))


if __name__ == "__main__":
    unittest.main()
