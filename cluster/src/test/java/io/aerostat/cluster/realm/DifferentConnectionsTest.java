package io.aerostat.cluster.realm;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.RawSocketConnection;
import io.aerostat.testkit.WebSocketConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests peers whose transports and serializers differ, at two nodes. */
class DifferentConnectionsTest {
    private static final List<Object> VALUES = List.of(
            "gr\u00fc\u00df dich \ud83c\udf88",
            9_007_199_254_740_991L,
            -1L,
            0.5,
            true,
            List.of(1L, List.of()),
            Map.of("key", "value"));

    /** The encodings that listeners accept by default. */
    private static final List<Encoding> ENCODINGS = List.of(Encoding.JSON, Encoding.MSGPACK, Encoding.CBOR);

    private final Fabric fabric = new Fabric();
    private final Router a =
            router("a", Listener.webSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), Access.ANONYMOUS));
    private final Router b =
            router("b", Listener.rawSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), Access.ANONYMOUS));

    private Router router(String name, Listener listener) {
        Fabric.Node node = fabric.add(name);
        Router router = Router.builder()
                .eventLoops(1)
                .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
                .cluster(new RealmNetwork(node, node))
                .listen(listener)
                .start();
        router.ready().join();
        fabric.connect(node);
        return router;
    }

    private RawPeer joinOverWebSocket(Encoding encoding) {
        return RawPeer.connect(
                        encoding, encoding, () -> WebSocketConnection.open(ByteStream.tcp(port(a)), "", encoding))
                .join(Hello.everything("realm1"));
    }

    private RawPeer joinOverRawSocket(Encoding encoding) {
        return RawPeer.connect(encoding, encoding, () -> RawSocketConnection.open(ByteStream.tcp(port(b)), encoding))
                .join(Hello.everything("realm1"));
    }

    private static int port(Router router) {
        return router.listeners().get(0).port();
    }

    @AfterEach
    void close() {
        a.close(Duration.ofMillis(1)).join();
        b.close(Duration.ofMillis(1)).join();
        fabric.close();
    }

    @Test
    @Conformance({"MSG-8", "P20"})
    void eachSerializerReadsThePayloadsOfEachOther() {
        for (Encoding one : ENCODINGS) {
            for (Encoding other : ENCODINGS) {
                try (RawPeer here = joinOverWebSocket(one);
                        RawPeer there = joinOverRawSocket(other)) {
                    there.register("com.app.work");
                    there.subscribe("com.app.topic");

                    here.call("com.app.work", VALUES.toArray());
                    Message invocation = there.expect(INVOCATION);
                    assertThat(invocation.list(4)).as("%s to %s", one, other).isEqualTo(VALUES);
                    there.yield(invocation, VALUES.toArray());
                    assertThat(here.expect(RESULT).list(3))
                            .as("%s to %s", other, one)
                            .isEqualTo(VALUES);
                    here.send(PUBLISH, here.nextRequest(), Map.of(), "com.app.topic", VALUES);
                    assertThat(there.expect(EVENT).list(4))
                            .as("%s to %s", one, other)
                            .isEqualTo(VALUES);
                }
            }
        }
    }
}
