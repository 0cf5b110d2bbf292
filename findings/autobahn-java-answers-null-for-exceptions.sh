#!/usr/bin/env bash
# Autobahn|Java 20.6.1: a procedure of a class with @WampProcedure that throws an exception answers with a result, null.
#
# Guess: such a method may throw WampException, which has a URI and arguments, and the caller gets ERROR with both; any
# other exception becomes ERROR wamp.error.runtime_error.
# Seen: the library catches both kinds of exceptions, does not log them, and sends YIELD with null. So the caller takes
# a failed call for a successful one. Handlers that the program registers itself do answer with ERROR: with
# wamp.error.runtime_error if they throw, and with the URI and arguments of a WampException if they return a future that
# has failed with it. On the other side, a proxy of getCalleeProxy() throws ApplicationError, and not the WampException
# that its method declares.
set -euo pipefail
work=$(mktemp -d)
router=
# end: ends the router and removes the folder
end() {
    if [ -n "$router" ]; then kill "$router" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check websockets==17.4
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.crossbar.autobahn</groupId><artifactId>autobahn-java</artifactId><version>20.6.1</version>
      <exclusions><exclusion><groupId>org.web3j</groupId><artifactId>*</artifactId></exclusion></exclusions>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
cat >router.py <<'PYTHON'
import asyncio, json
from websockets.asyncio.server import serve


async def session(socket):
    procedures = {}
    async for text in socket:
        message = json.loads(text)
        if message[0] == 1:
            await asyncio.sleep(0.5)  # The client loses a WELCOME that arrives too early.
            await socket.send(json.dumps([2, 1, {"roles": {"broker": {}, "dealer": {}}}]))
        elif message[0] == 64:
            procedures[message[1]] = message[3]
            await socket.send(json.dumps([65, message[1], message[1]]))
            await asyncio.sleep(0.2)
            await socket.send(json.dumps([68, message[1], message[1], {}, [5]]))
        elif message[0] == 70:
            print(f"{procedures[message[1]]}: YIELD {json.dumps(message[3:])}", flush=True)
        elif message[0] == 8:
            print(f"{procedures[message[2]]}: ERROR {json.dumps(message[4:])}", flush=True)
        elif message[0] == 48:
            await socket.send(json.dumps([8, 48, message[1], {}, "com.example.sold_out", [5]]))


async def main():
    async with serve(session, "127.0.0.1", 0, subprotocols=["wamp.2.json"], compression=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


asyncio.run(main())
PYTHON
venv/bin/python router.py >out 2>errors &
router=$!
while [ ! -s out ]; do
    kill -0 "$router"
    sleep 0.1
done
cat >Try.java <<'JAVA'
import io.crossbar.autobahn.wamp.Client;
import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.reflectionRoles.WampException;
import io.crossbar.autobahn.wamp.reflectionRoles.WampProcedure;
import io.crossbar.autobahn.wamp.transports.NettyWebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

public class Try {
    public static class Shop {
        @WampProcedure("com.example.returns")
        public int returns(int count) {
            return count + 1;
        }

        @WampProcedure("com.example.sold_out")
        public int soldOut(int count) throws WampException {
            throw new WampException("com.example.sold_out", count);
        }

        @WampProcedure("com.example.broken")
        public int broken(int count) {
            throw new IllegalStateException("broken");
        }
    }

    public interface Remote {
        @WampProcedure("com.example.remote")
        int sell(int count) throws WampException;
    }

    public static void main(String[] args) throws Exception {
        Session session = new Session();
        CountDownLatch joined = new CountDownLatch(1);
        session.addOnJoinListener((of, details) -> joined.countDown());
        Client client = new Client(List.of(new NettyWebSocket("ws://127.0.0.1:" + args[0], List.of("wamp.2.json"))));
        client.add(session, "realm1");
        client.connect();
        if (!joined.await(20, TimeUnit.SECONDS)) throw new IllegalStateException("found no WELCOME");
        for (var registration : session.getReflectionServices().registerCallee(new Shop())) {
            registration.get(20, TimeUnit.SECONDS);
        }
        session.register("com.example.lambda", (List<Object> list) -> { throw new IllegalStateException("broken"); })
                .get(20, TimeUnit.SECONDS);
        session.register("com.example.future", (List<Object> list) -> {
            CompletableFuture<Object> result = new CompletableFuture<>();
            result.completeExceptionally(new WampException("com.example.sold_out", list.get(0)));
            return result;
        }).get(20, TimeUnit.SECONDS);
        try {
            System.out.println("proxy: " + session.getReflectionServices().getCalleeProxy(Remote.class).sell(5));
        } catch (Exception e) {
            System.out.println("proxy: " + e.getClass().getSimpleName());
        }
        Thread.sleep(1000);
        System.exit(0);
    }
}
JAVA
cat >expected <<'TEXT'
com.example.broken: YIELD [[null]]
com.example.future: ERROR ["com.example.sold_out", [5]]
com.example.lambda: ERROR ["wamp.error.runtime_error", ["java.lang.IllegalStateException: broken"]]
com.example.returns: YIELD [[6]]
com.example.sold_out: YIELD [[null]]
proxy: ApplicationError
TEXT
timeout 120 java -cp 'lib/*' Try.java "$(head -1 out)" 2>log >proxy
{
    tail -n +2 out | sort
    cat proxy
} | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
