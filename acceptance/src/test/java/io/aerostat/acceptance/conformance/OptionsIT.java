package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.CANCEL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.YIELD;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every predefined option of clients' messages, with values of the right type and of wrong types. */
class OptionsIT extends RemoteConformanceCase {
    private static final List<Object> NO_BOOLEAN = List.of(0, 1, "true", List.of(), Map.of());
    private static final List<Object> NO_INTEGER = List.of("1", -1, 1.5, true, List.of());
    private static final List<Object> NO_TEXT = List.of(1, true, List.of("text"), Map.of());
    private static final List<Object> NO_IDS = List.of(5, "5", List.of("5"), List.of(0), List.of(true), Map.of());
    private static final List<Object> NO_TEXTS = List.of("text", List.of(5), List.of("text", 5), Map.of());
    private static final List<Object> NO_POLICY = List.of("nonsense", "", 1, true);

    /** Returns the cases: message type, key of the option, a value of the right type, values of wrong types. */
    static Stream<Arguments> options() {
        List<Arguments> rows = new ArrayList<>();
        rows(rows, 16, true, NO_BOOLEAN, "acknowledge", "exclude_me", "disclose_me", "retain");
        rows(rows, 16, List.of(5), NO_IDS, "exclude", "eligible");
        rows(
                rows,
                16,
                List.of("text"),
                NO_TEXTS,
                "exclude_authid",
                "exclude_authrole",
                "eligible_authid",
                "eligible_authrole");
        rows(rows, 16, "text", NO_TEXT, "rkey", "transaction_hash", "enc_key", "enc_serializer");
        rows(rows, 16, "cryptobox", List.of("invalid", 1), "enc_algo");
        rows(rows, 16, "x_test", NO_TEXT, "ppt_scheme", "ppt_serializer", "ppt_cipher", "ppt_keyid");
        rows(rows, 16, List.of(Map.of("session", 1)), List.of("x", 1, List.of(1)), "forward_for");
        rows(rows, 32, "prefix", NO_POLICY, "match");
        rows(rows, 32, true, NO_BOOLEAN, "get_retained");
        rows(rows, 32, "text", NO_TEXT, "nkey");
        rows(rows, 64, "wildcard", NO_POLICY, "match");
        rows(rows, 64, "roundrobin", NO_POLICY, "invoke");
        rows(rows, 64, true, NO_BOOLEAN, "disclose_caller", "forward_timeout", "force_reregister");
        rows(rows, 64, 5, NO_INTEGER, "concurrency");
        rows(rows, 48, true, NO_BOOLEAN, "receive_progress", "disclose_me");
        rows(rows, 48, false, NO_BOOLEAN, "progress");
        rows(rows, 48, "text", NO_TEXT, "rkey");
        rows(rows, 48, "x_test", NO_TEXT, "ppt_scheme", "ppt_serializer", "ppt_cipher", "ppt_keyid");
        rows(rows, 49, "skip", List.of(1, true, List.of()), "mode");
        rows(rows, 70, false, NO_BOOLEAN, "progress");
        rows(rows, 70, "x_test", NO_TEXT, "ppt_scheme", "ppt_serializer");
        return rows.stream();
    }

    private static void rows(List<Arguments> rows, int type, Object right, List<Object> wrong, String... keys) {
        for (String key : keys) {
            rows.add(Arguments.of(type, key, right, wrong));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("options")
    @Conformance({"PV-12", "KEY-1", "MSG-2", "BWL-5", "A-11"})
    void anOptionHasItsType(int type, String key, Object right, List<Object> wrong) {
        RawPeer fine = join();
        fine.send(message(type, fine, Map.of(key, right)));
        fine.roundTrip();
        Map<String, Object> nothing = new HashMap<>();
        nothing.put(key, null);
        fine.send(message(type, fine, nothing));
        fine.roundTrip();

        for (Object value : wrong) {
            RawPeer peer = join();
            peer.send(message(type, peer, Map.of(key, value)));
            peer.expectProtocolViolation();
        }
    }

    /**
     * Clients of Crossbar.io send seconds and fractions of seconds. If a timeout is not a valid time, only its call is
     * refused, and the session continues.
     */
    @Test
    @Conformance({"TMO-1", "PV-12"})
    void aTimeoutThatIsNoneIsRefusedForThatCallAlone() {
        RawPeer peer = join();
        String procedure = uri("procedure");
        peer.send(REGISTER, peer.nextRequest(), Map.of(), procedure);
        peer.expect(REGISTERED);
        List<Object> wrong = new ArrayList<>(List.of("3", "1 s", -1, -0.5, true, List.of(1), Map.of()));
        for (Object value : wrong) {
            long request = peer.nextRequest();
            peer.send(CALL, request, Map.of("timeout", value), procedure);
            peer.expect(ERROR, CALL, request, ANY, "wamp.error.invalid_argument");
        }

        for (Object right : new Object[] {60_000.5, 60_000, 0}) {
            long request = peer.nextRequest();
            peer.send(CALL, request, Map.of("timeout", right), procedure);
            peer.send(YIELD, peer.expect(INVOCATION).id(1), Map.of());
            peer.expect(RESULT, request);
        }
    }

    /**
     * Returns a message with these options that is otherwise valid. Before a YIELD, makes a call to get the invocation
     * for it.
     */
    private Object[] message(int type, RawPeer peer, Map<String, Object> options) {
        long request = peer.nextRequest();
        if (type == 70) {
            String procedure = uri("procedure" + request + "s" + peer.session());
            peer.send(REGISTER, request, Map.of(), procedure);
            peer.expectAmongOthers(REGISTERED, request);
            peer.send(CALL, request + 1, Map.of(), procedure);
            long invocation = peer.expectAmongOthers(INVOCATION).id(1);
            return new Object[] {70, invocation, options};
        }
        if (type == 49) {
            return new Object[] {49, request, options};
        }
        return new Object[] {type, request, options, uri("name" + request + "s" + peer.session())};
    }

    @Test
    @Conformance({"KEY-2", "PEX-1"})
    void anOptionWhoseFeatureWasNotAnnouncedIsHonoured() {
        RawPeer peer =
                join(Hello.empty(REALM).role("publisher").role("subscriber").role("caller"));
        peer.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        peer.expect(SUBSCRIBED, 1);

        peer.send(PUBLISH, 2, Map.of("exclude_me", false), uri("topic"));

        peer.expect(EVENT);
    }

    @Test
    @Conformance({"MSG-3", "MSG-4"})
    void unknownOptionsAreIgnoredAndStayWithTheRouter() {
        RawPeer callee = join();
        RawPeer caller = join();
        Map<String, Object> unknown = Map.of("zzz_key", List.of(1), "_abcd", Map.of("x", 1), "x_other", true);
        callee.send(REGISTER, 1, unknown, uri("procedure"));
        callee.expect(REGISTERED, 1);
        callee.send(SUBSCRIBE, 2, unknown, uri("topic"));
        callee.expect(SUBSCRIBED, 2);

        caller.send(CALL, 1, unknown, uri("procedure"));
        caller.send(CANCEL, 99, unknown);
        caller.send(PUBLISH, 2, unknown, uri("topic"));

        long invocation = callee.expectExactly(INVOCATION, ANY, ANY, Map.of()).id(1);
        callee.expectExactly(EVENT, ANY, ANY, Map.of());
        callee.send(YIELD, invocation, unknown);
        caller.expectExactly(RESULT, 1, Map.of());
        caller.send(CALL, 3, Map.of(), uri("procedure"));
        callee.send(ERROR, INVOCATION, callee.expect(INVOCATION).id(1), unknown, uri("error"));
        caller.expectExactly(ERROR, CALL, 3, Map.of(), uri("error"));
    }
}
