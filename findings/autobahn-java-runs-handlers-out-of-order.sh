#!/usr/bin/env bash
# Autobahn|Java 20.6.1 runs the handlers of consecutive events at the same time, so a program loses the order of the
# events.
#
# Guess: a session handles the events of one topic one after the other, in the order in which they arrive, because
# brokers have to keep this order.
# Seen: each event is a task of its own in the executor, which is the common pool of the JVM by default. While the
# handler of the first event works, that of the second event begins and may end first. The events of a burst reach the
# handler in another order, so a program that stores the last value of a topic may keep an old value. With an executor
# of one thread, new Session(executor), the order is kept.
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
    async for text in socket:
        message = json.loads(text)
        if message[0] == 1:
            await asyncio.sleep(0.5)  # The client loses a WELCOME that arrives too early.
            await socket.send(json.dumps([2, 1, {"roles": {"broker": {}, "dealer": {}}}]))
        elif message[0] == 32:
            events = {"com.example.two": 2, "com.example.burst": 1000}[message[3]]
            await socket.send(json.dumps([33, message[1], events]))
            for number in range(1, events + 1):
                await socket.send(json.dumps([36, events, number, {}, [number]]))


async def main():
    async with serve(session, "127.0.0.1", 0, subprotocols=["wamp.2.json"], compression=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


asyncio.run(main())
PYTHON
venv/bin/python router.py >port 2>errors &
router=$!
while [ ! -s port ]; do
    kill -0 "$router"
    sleep 0.1
done
cat >Try.java <<'JAVA'
import io.crossbar.autobahn.wamp.Client;
import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.transports.NettyWebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

public class Try {
    static Session join(String port, Executor executor) throws Exception {
        Session session = executor == null ? new Session() : new Session(executor);
        CountDownLatch joined = new CountDownLatch(1);
        session.addOnJoinListener((of, details) -> joined.countDown());
        Client client = new Client(List.of(new NettyWebSocket("ws://127.0.0.1:" + port, List.of("wamp.2.json"))));
        client.add(session, "realm1");
        client.connect();
        if (!joined.await(20, TimeUnit.SECONDS)) throw new IllegalStateException("found no WELCOME");
        return session;
    }

    /** Prints the order in which the handlers of two events end, if that of the first one waits for the second. */
    static void two(String name, Session session) throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(2);
        List<Object> ended = Collections.synchronizedList(new ArrayList<>());
        session.subscribe("com.example.two", (List<Object> args) -> {
            try {
                if (args.get(0).equals(1)) second.await(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ended.add(args.get(0));
            second.countDown();
            both.countDown();
        });
        both.await(20, TimeUnit.SECONDS);
        System.out.println(name + ": handlers of two events ended in the order " + ended);
    }

    /** Prints whether 1,000 events reach the handler in order. */
    static void burst(String name, Session session) throws Exception {
        CountDownLatch all = new CountDownLatch(1000);
        List<Object> begun = Collections.synchronizedList(new ArrayList<>());
        session.subscribe("com.example.burst", (List<Object> args) -> {
            begun.add(args.get(0));
            all.countDown();
        });
        all.await(20, TimeUnit.SECONDS);
        boolean isInOrder = true;
        for (int i = 1; i < begun.size(); i++) {
            isInOrder &= (int) begun.get(i - 1) < (int) begun.get(i);
        }
        System.out.println(name + ": a burst of " + begun.size() + " events is in order: " + isInOrder);
    }

    public static void main(String[] args) throws Exception {
        two("default executor", join(args[0], null));
        burst("default executor", join(args[0], null));
        two("one thread", join(args[0], Executors.newSingleThreadExecutor()));
        burst("one thread", join(args[0], Executors.newSingleThreadExecutor()));
        System.exit(0);
    }
}
JAVA
cat >expected <<'TEXT'
default executor: handlers of two events ended in the order [2, 1]
default executor: a burst of 1000 events is in order: false
one thread: handlers of two events ended in the order [1, 2]
one thread: a burst of 1000 events is in order: true
TEXT
timeout 120 java -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 \
    -cp 'lib/*' Try.java "$(cat port)" 2>log | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
