package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.meta.SubscriptionMeta;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Links two nodes, and checks that events and calls of each node reach the other node. */
@Timeout(180)
class RealmLinksTest {
    private static final String WORKERS = """
            {"version": 2, "workers": [
              {"type": "router",
               "realms": [{"name": "realm1", "roles": [
                 {"name": "anonymous", "allow-by-default": true}, {"name": "link", "allow-by-default": true}]%s}],
               "transports": [
                 {"type": "websocket", "id": "web",
                  "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}},
                 {"type": "rawsocket", "endpoint": {"type": "unix", "path": "%s"},
                  "auth": {"cryptosign": {"type": "static", "principals": {
                    "other": {"role": "link", "authorized_keys": ["%s"]}}}}}]}]}
            """;

    private static final String LINK = """
            , "rlinks": [{"realm": "realm1", "transport": {"type": "rawsocket", "serializer": "cbor",
              "endpoint": {"type": "unix", "path": "%s"}}}]""";

    @TempDir
    private Path folder = Path.of("");

    private Node one;
    private Node two;

    @BeforeEach
    void start() throws Exception {
        Path first = Files.createDirectory(folder.resolve("one"));
        Path second = Files.createDirectory(folder.resolve("two"));
        String key = NodeKey.in(first).orElseThrow().publicKey();
        two = started(second, WORKERS.formatted("", "two.sock", key));
        one = started(first, WORKERS.formatted(LINK.formatted("../two/two.sock"), "one.sock", key));
    }

    private static Node started(Path folder, String json) throws Exception {
        ConfigurationFile file =
                ConfigurationFile.read("node.json", json, new Surroundings(folder, name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        Node node = Node.of(file.configuration().orElseThrow(), Level.WARN);
        node.start();
        return node;
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    private static Client client(Node node) {
        return Client.builder()
                .url("ws://127.0.0.1:" + node.port("web").orElseThrow())
                .realm("realm1")
                .build();
    }

    private static Session join(Client client) throws Exception {
        return client.join().get(60, TimeUnit.SECONDS);
    }

    private static long subscribers(Session session) throws Exception {
        SubscriptionMeta subscriptions = MetaApi.of(session).subscriptions();
        List<Long> ids = subscriptions.match("demo.news").get(60, TimeUnit.SECONDS);
        return ids.isEmpty() ? 0 : subscriptions.countSubscribers(ids.get(0)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void eventsReachTheSubscribersOfTheOtherNodeOnceInBothDirections() throws Exception {
        try (Client here = client(one);
                Client there = client(two)) {
            Session first = join(here);
            Session second = join(there);
            List<Event> atFirst = new CopyOnWriteArrayList<>();
            List<Event> atSecond = new CopyOnWriteArrayList<>();
            first.subscribe("demo.news", atFirst::add).get(60, TimeUnit.SECONDS);
            second.subscribe("demo.news", atSecond::add).get(60, TimeUnit.SECONDS);
            await().atMost(Duration.ofMinutes(1)).until(() -> subscribers(first) == 2 && subscribers(second) == 2);

            first.publishAcknowledged("demo.news", "from one").get(60, TimeUnit.SECONDS);
            second.publishAcknowledged("demo.news", "from two").get(60, TimeUnit.SECONDS);
            first.publishAcknowledged("demo.news", "the end").get(60, TimeUnit.SECONDS);

            await().atMost(Duration.ofMinutes(1)).until(() -> atSecond.size() >= 2 && !atFirst.isEmpty());
            assertThat(atFirst).extracting(event -> event.args().get(0)).containsExactly("from two");
            assertThat(atSecond).extracting(event -> event.args().get(0)).containsExactly("from one", "the end");
        }
    }

    @Test
    void theLinkUnsubscribesAfterTheLastSubscriber() throws Exception {
        try (Client here = client(one);
                Client there = client(two)) {
            Session first = join(here);
            Session second = join(there);
            Subscription subscription =
                    second.subscribe("demo.news", event -> {}).get(60, TimeUnit.SECONDS);
            await().atMost(Duration.ofMinutes(1)).until(() -> subscribers(first) == 1);

            subscription.unsubscribe().get(60, TimeUnit.SECONDS);

            await().atMost(Duration.ofMinutes(1)).until(() -> subscribers(first) == 0 && subscribers(second) == 0);
        }
    }

    @Test
    void proceduresOfEachNodeCanBeCalledOnTheOther() throws Exception {
        try (Client here = client(one);
                Client there = client(two)) {
            Session first = join(here);
            Session second = join(there);
            first.register("demo.one", call -> "one " + call.arg(0, Integer.class))
                    .get(60, TimeUnit.SECONDS);
            second.register("demo.two", call -> "two " + call.kwarg("x", String.class))
                    .get(60, TimeUnit.SECONDS);

            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    second.call("demo.one", 1).as(String.class).get(60, TimeUnit.SECONDS))
                            .isEqualTo("one 1"));
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    first.call(Call.of("demo.two").kwarg("x", "y"))
                                            .as(String.class)
                                            .get(60, TimeUnit.SECONDS))
                            .isEqualTo("two y"));
        }
    }

    @Test
    void theLinkBeginsAgainWhenTheOtherNodeIsBack() throws Exception {
        String key = NodeKey.in(folder.resolve("one")).orElseThrow().publicKey();
        two.close();
        two = started(folder.resolve("two"), WORKERS.formatted("", "two.sock", key));

        try (Client here = client(one);
                Client there = client(two)) {
            Session first = join(here);
            join(there).subscribe("demo.news", event -> {}).get(60, TimeUnit.SECONDS);

            await().atMost(Duration.ofMinutes(1)).until(() -> subscribers(first) == 1);
        }
    }
}
