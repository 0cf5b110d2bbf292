"""Publishes and calls by HTTP with crossbarhttp, a client for Crossbar.io's HTTP bridge.

ROUTER_URL is the WebSocket address of a router that has the services publish and call, with signed requests, and the
procedure com.example.add of a component.
"""

import asyncio
import os
import unittest
from urllib.parse import urlparse

import crossbarhttp
from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession
from autobahn.wamp.exception import ApplicationError

URL = os.environ["ROUTER_URL"]
HTTP = "http://" + urlparse(URL).netloc
KEY, SECRET = "app", "s3cret"


class Component(ApplicationSession):
    """Offers the procedures, runs a function in a thread meanwhile, and leaves."""

    async def onJoin(self, details):
        self.events = asyncio.Queue()
        await self.register(lambda a, b: a + b, "com.example.add")
        await self.register(self.fail, "com.example.fail")
        await self.subscribe(lambda *args, **kwargs: self.events.put_nowait((args, kwargs)), "com.example.topic")
        work, result = self.config.extra["work"], self.config.extra["result"]
        try:
            result.append(await asyncio.get_running_loop().run_in_executor(None, work))
            if work.__name__ == "publish":
                result.append(await asyncio.wait_for(self.events.get(), 30))
        except Exception as failure:
            result.append(failure)
        self.leave()

    @staticmethod
    def fail():
        raise ApplicationError("com.example.error", "so it is")

    def onDisconnect(self):
        asyncio.get_event_loop().stop()


def beside_component(work):
    asyncio.set_event_loop(asyncio.new_event_loop())
    result = []
    ApplicationRunner(URL, "realm1", extra={"work": work, "result": result}).run(Component)
    return result


class HttpBridge(unittest.TestCase):
    def client(self, path, secret=SECRET):
        return crossbarhttp.Client(HTTP + path, key=KEY, secret=secret, timeout=30)

    def test_call(self):
        self.assertEqual(beside_component(lambda: self.client("/call").call("com.example.add", 2, 3)), [5])

    def test_publication(self):
        def publish():
            return self.client("/publish").publish("com.example.topic", 1, "ü", three=3)

        identity, event = beside_component(publish)
        self.assertGreater(identity, 0)
        self.assertEqual(event, ((1, "ü"), {"three": 3}))

    def test_errors(self):
        [failure] = beside_component(lambda: self.client("/call").call("com.example.fail"))
        self.assertIsInstance(failure, crossbarhttp.ClientCallRuntimeError)
        self.assertEqual(str(failure), "so it is")
        with self.assertRaises(crossbarhttp.ClientNoCalleeRegistered):
            self.client("/call").call("com.example.nothing")
        with self.assertRaises(crossbarhttp.ClientSignatureError):
            self.client("/call", "wrong").call("com.example.add", 1, 2)
        with self.assertRaises(crossbarhttp.ClientMissingParams):
            crossbarhttp.Client(HTTP + "/call").call("com.example.add", 1, 2)


if __name__ == "__main__":
    unittest.main()
