"""Publishes three events to a topic with a history, and subscribes in a later session with the option x_replay_after.

Prints the first arguments of the events that arrive: those after the first one, and a live one. ROUTER_URL is the
WebSocket address of the router, and the argument is a serializer.
"""

import asyncio
import os
import sys

from autobahn.wamp import message
from autobahn.wamp.types import PublishOptions, SubscribeOptions
from wamp_session import Anonymous, with_session

URL, SERIALIZER = os.environ["ROUTER_URL"], sys.argv[1]
TOPIC = f"com.app.log.{SERIALIZER}"
ACKNOWLEDGED = PublishOptions(acknowledge=True, exclude_me=False)


class Subscribe(message.Subscribe):
    """SUBSCRIBE with an option that Autobahn does not know."""

    replay_after = {}  # the last publication seen, by topic

    def marshal_options(self):
        options = super().marshal_options()
        if self.topic in self.replay_after:
            options["x_replay_after"] = self.replay_after[self.topic]
        return options


message.Subscribe = Subscribe


async def publish(session, _details):
    first = await session.publish(TOPIC, "first", 1.5, options=ACKNOWLEDGED)
    await session.publish(TOPIC, "second", "ä", options=ACKNOWLEDGED)
    await session.publish(TOPIC, "third", options=ACKNOWLEDGED)
    return first.id


async def subscribe(session, _details):
    events = asyncio.Queue()
    await session.subscribe(lambda word, *_: events.put_nowait(word), TOPIC, SubscribeOptions(match="exact"))
    session.publish(TOPIC, "live", options=ACKNOWLEDGED)
    words = []
    while "live" not in words:
        words.append(await events.get())
    return words


async def main():
    Subscribe.replay_after[TOPIC] = await with_session(URL, SERIALIZER, Anonymous(), publish)
    print(*await with_session(URL, SERIALIZER, Anonymous(), subscribe))


asyncio.run(main())
