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

/** The common base of tests of remote calls: methods to register procedures, call them, and answer invocations. */
abstract class CallCase extends ConformanceCase {
    /** A realm like {@link #REALM} that checks the ids of requests. */
    static final String STRICT = "conformance.strict";

    /** The empty dictionary. */
    static final Map<String, Object> NONE = Map.of();

    static final String CANCELED = "wamp.error.canceled";

    static final String TIMEOUT = "wamp.error.timeout";

    /** Registers a procedure, and returns the id of the registration. */
    static long register(RawPeer callee, Map<String, ?> options, String procedure) {
        long request = callee.nextRequest();
        callee.send(REGISTER, request, options, procedure);
        return callee.expectExactly(REGISTERED, request, ANY).id(2);
    }

    static long register(RawPeer callee, String procedure) {
        return register(callee, NONE, procedure);
    }

    /** Calls a procedure, and returns the id of the request. */
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

    /** Expects an invocation as the next message, and returns its id. */
    static long invocation(RawPeer callee) {
        return callee.expect(INVOCATION).id(1);
    }

    /** Answers an invocation with the final result. */
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

    /** Expects the failure of the call with this error. */
    static Message expectError(RawPeer caller, long request, String error) {
        return caller.expect(ERROR, CALL, request, NONE, error);
    }

    /**
     * Waits until at least this time has passed on the router's clock. Uses a call that nobody answers, with this time
     * as its timeout.
     */
    final void pass(long millis) {
        RawPeer idle = join();
        register(idle, uri("never" + idle.session()));
        long request = call(idle, Map.of("timeout", millis), uri("never" + idle.session()));
        idle.expectAmongOthers(ERROR, CALL, request, NONE, TIMEOUT);
        idle.close();
    }
}
