package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests {@code sharded_registration}: the key of a call determines its callee. */
class ShardedRegistrationIT extends CallCase {
    private static final int KEYS = 24;

    private static Map<String, Object> key(int key) {
        return Map.of("runmode", "partition", "rkey", "key" + key);
    }

    /** Makes one call with each key, and returns the keys that each callee has served. */
    private List<List<String>> homes(RawPeer caller, List<RawPeer> callees) {
        for (int i = 0; i < KEYS; i++) {
            call(caller, key(i), uri("sharded"), "key" + i);
        }
        for (RawPeer callee : callees) {
            call(caller, uri("end" + callee.session()), "end");
        }
        List<List<String>> homes = new ArrayList<>();
        for (RawPeer callee : callees) {
            List<String> keys = new ArrayList<>();
            Object next = callee.expect(INVOCATION).list(4).get(0);
            while (!"end".equals(next)) {
                keys.add(String.valueOf(next));
                next = callee.expect(INVOCATION).list(4).get(0);
            }
            homes.add(keys);
        }
        return homes;
    }

    @Test
    @Conformance({"SHD-1", "SHD-2"})
    void aKeyStaysWithItsCalleeUntilTheCalleeLeaves() {
        List<RawPeer> callees = new ArrayList<>();
        long registration = 0;
        for (int i = 0; i < 3; i++) {
            RawPeer callee = join();
            registration = register(callee, Map.of("invoke", "roundrobin"), uri("sharded"));
            register(callee, uri("end" + callee.session()));
            callees.add(callee);
        }
        RawPeer caller = join();

        List<List<String>> homes = homes(caller, callees);
        List<List<String>> again = homes(caller, callees);

        assertThat(again).isEqualTo(homes);
        Map<String, Integer> home = new HashMap<>();
        for (int i = 0; i < homes.size(); i++) {
            for (String key : homes.get(i)) {
                assertThat(home.put(key, i)).isNull();
            }
        }
        assertThat(home).hasSize(KEYS);

        RawPeer leaver = callees.get(1);
        leaver.send(UNREGISTER, 9, registration);
        leaver.expect(UNREGISTERED, 9);
        List<List<String>> after = homes(caller, callees);

        assertThat(after.get(0)).containsAll(homes.get(0));
        assertThat(after.get(1)).isEmpty();
        assertThat(after.get(2)).containsAll(homes.get(2));
    }

    @Test
    @Conformance("SHD-1")
    void aPartitionNeedsAKeyAndNothingElseIsKnown() {
        RawPeer callee = join();
        RawPeer caller = join();
        register(callee, uri("sharded"));

        expectError(
                caller, call(caller, Map.of("runmode", "partition"), uri("sharded")), "wamp.error.invalid_argument");
        expectError(
                caller,
                call(caller, Map.of("runmode", "everywhere", "rkey", "k"), uri("sharded")),
                "wamp.error.invalid_argument");
        callee.expectNothing(caller);
    }
}
