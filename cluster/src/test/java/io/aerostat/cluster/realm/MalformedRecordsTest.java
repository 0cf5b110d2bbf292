package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests records and rows that no node of this version would send. */
class MalformedRecordsTest {
    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");
    private final Member stranger = new Member(new NodeId("stranger"), 4711);

    @AfterEach
    void close() {
        a.close();
        b.close();
        fabric.close();
    }

    @Test
    void arbitraryBytesAreDroppedAndCounted() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertThatCode(() -> {
                        receive(b, ByteBuffer.wrap(bytes));
                        b.network.rowPut(stranger, 1, bytes, bytes);
                        b.network.rowRemoved(stranger, 1, bytes);
                    })
                    .doesNotThrowAnyException();
        }
        assertThat(b.network.malformed()).isGreaterThan(5_000);
    }

    @Test
    void aRecordThatIsCutOffOrChangedHarmsNobody() {
        TestClient callee = b.client();
        callee.register("com.app.work");
        callee.subscribe("com.app.topic");
        TestClient caller = a.client();
        caller.call("com.app.work", "question");
        callee.yield(callee.invocation(), "answer");
        caller.take(Result.class);
        caller.publish("com.app.topic", "event");
        callee.event();
        List<byte[]> records = fabric.sentRecords();
        assertThat(records).isNotEmpty();

        for (byte[] record : records) {
            for (int length = 0; length < record.length; length++) {
                ByteBuffer part = ByteBuffer.wrap(record, 0, length);
                assertThatCode(() -> receive(b, part)).doesNotThrowAnyException();
            }
        }
        for (byte[] record : records) {
            for (int at = 0; at < record.length; at++) {
                byte[] changed = record.clone();
                changed[at] ^= (byte) 0x80;
                assertThatCode(() -> receive(a, ByteBuffer.wrap(changed))).doesNotThrowAnyException();
            }
        }

        caller.call("com.app.work", "again");
        // A record that was cut within its payload still becomes a call or an event.
        Invocation last = null;
        while (last == null) {
            if (callee.takeAny() instanceof Invocation invocation && asks("again", invocation)) {
                last = invocation;
            }
        }
        callee.yield(last, "answer");
        caller.take(Result.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = RecordType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ROWS_WANTED", "RETAINED_WANTED"}) // these types have no fields
    void aRecordThatCannotBeReadEndsTheLinkAndItsCalls(RecordType type) {
        TestClient callee = b.client();
        callee.register("com.app.work");
        TestClient caller = a.client();
        caller.call("com.app.work", "question");
        callee.invocation();

        ByteBuffer broken = RecordWriter.begin(type, RealmNetwork.numberOf("realm1"))
                .text("not a number")
                .head();
        b.node.send(b.node.members().get(0), b.node.laneOf("realm1"), RecordKind.REALM, broken);

        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
        assertThat(a.network.malformed()).isEqualTo(1);
        assertThat(a.node.members()).isEmpty();
        await().untilAsserted(() -> assertThat(b.network.callsInFlight()).isZero());

        fabric.heal(a.node, b.node);
        await().until(() -> caller.result("wamp.registration.match", "com.app.work") != null);
        caller.call("com.app.work", "again");
        Invocation again = null;
        while (again == null) {
            if (callee.takeAny() instanceof Invocation invocation) { // the INTERRUPT of the first call may come first
                again = invocation;
            }
        }
        callee.yield(again, "answer");
        caller.take(Result.class);
    }

    @ParameterizedTest
    @EnumSource(RowFormat.Kind.class)
    void aRowThatCannotBeReadEndsTheLink(RowFormat.Kind kind) {
        byte[] key = RecordWriter.begin()
                .number(kind.ordinal())
                .number(RealmNetwork.numberOf("realm1"))
                .text("not a number")
                .toByteArray();

        b.node.put(b.node.laneOf("realm1"), key, key);

        await().until(() -> a.node.members().isEmpty());
        assertThat(a.network.malformed()).isEqualTo(1);
    }

    /** Receives a message of one record on a lane that only this test uses, because a lane has one thread. */
    private void receive(TestNode node, ByteBuffer record) {
        int lane = 1 + node.node.laneOf("realm1") % node.node.lanes();
        node.network.record(stranger, lane, record);
        node.network.batchEnd(stranger, lane);
    }

    private static boolean asks(String question, Invocation invocation) {
        try {
            return TestClient.args(invocation).equals(List.of(question));
        } catch (IllegalStateException e) {
            return false; // the payload of this record was cut
        }
    }
}
