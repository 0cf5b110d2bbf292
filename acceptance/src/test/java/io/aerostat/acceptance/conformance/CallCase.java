package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.YIELD;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;

/** What tests of remote calls have in common: procedures that peers register, calls of them, and their answers. */
abstract class CallCase extends ConformanceCase {
    /** As {@link #REALM}, but ids of requests are checked. */
    static final String STRICT = "conformance.strict";

    /** Says the empty dictionary. */
    static final Map<String, Object> NONE = Map.of();

    static final String CANCELED = "wamp.error.canceled";

    static final String TIMEOUT = "wamp.error.timeout";

    /** Registers, and gives the id of the registration. */
    static long register(RawPeer callee, Map<String, ?> options, String procedure) {
        long request = callee.nextRequest();
        callee.send(REGISTER, request, options, procedure);
        return callee.expectExactly(REGISTERED, request, ANY).id(2);
    }

    static long register(RawPeer callee, String procedure) {
        return register(callee, NONE, procedure);
    }

    /** Calls, and gives the id of the request. */
    static long call(RawPeer caller, Map<String, ?> options, String procedure, Object... args) {
        long request = caller.nextRequest();
        if (args.length == 0) {
            caller.send(CALL, request, options, procedure);
        } else {
            caller.send(CALL, request, options, procedure, List.of(args));
        }
        return request;
    }

    static long call(RawPeer caller, String procedure, Object... args) {
        return call(caller, NONE, procedure, args);
    }

    /** The id of the invocation that comes next. */
    static long invocation(RawPeer callee) {
        return callee.expect(INVOCATION).id(1);
    }

    /** Answers an invocation for good. */
    static void answer(RawPeer callee, long invocation, Object... args) {
        if (args.length == 0) {
            callee.send(YIELD, invocation, NONE);
        } else {
            callee.send(YIELD, invocation, NONE, List.of(args));
        }
    }

    static void progress(RawPeer callee, long invocation, Object... args) {
        callee.send(YIELD, invocation, Map.of("progress", true), List.of(args));
    }

    static void fail(RawPeer callee, long invocation, String error) {
        callee.send(ERROR, INVOCATION, invocation, NONE, error);
    }

    /** That the call has failed so. */
    static Message expectError(RawPeer caller, long request, String error) {
        return caller.expect(ERROR, CALL, request, NONE, error);
    }

    /** Waits for at least this time by the clock of the router, until a call that nobody answers has timed out. */
    final void pass(long millis) {
        RawPeer idle = join();
        register(idle, uri("never" + idle.session()));
        long request = call(idle, Map.of("timeout", millis), uri("never" + idle.session()));
        idle.expectAmongOthers(ERROR, CALL, request, NONE, TIMEOUT);
        idle.close();
    }
}
