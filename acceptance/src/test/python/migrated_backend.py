"""Runs the component of docs/migrating-java.md, with which MigrationPageIT compares this file.

ROUTER_URL is the router's WebSocket address.
"""

import os

from autobahn import wamp
from autobahn.asyncio.wamp import ApplicationRunner, ApplicationSession
from autobahn.wamp.exception import ApplicationError


# example
class Backend(ApplicationSession):
    async def onJoin(self, details):
        await self.register(self)
        await self.subscribe(self)
        self.publish("com.example.backend.ready")

    @wamp.register("com.example.divide")
    def divide(self, a, b):
        if b == 0:
            raise ApplicationError("com.example.error.division_by_zero", a)
        return a / b

    @wamp.subscribe("com.example.reset")
    def reset(self):
        pass


# end
ApplicationRunner(os.environ["ROUTER_URL"], "realm1").run(Backend)
