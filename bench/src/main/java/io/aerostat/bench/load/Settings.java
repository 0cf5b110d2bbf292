package io.aerostat.bench.load;

import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Endpoint;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What is run. Each workload uses what concerns it.
 *
 * @param encoding of callers and publishers
 * @param peerEncoding of callees and subscribers
 * @param callers how many sessions call
 * @param callees how many are called; in {@code fanout} the subscribers
 * @param inFlight requests of each session that wait for their answer
 * @param payload octets of the text that each message carries
 * @param pid of the router, whose CPU time and memory are then read
 */
public record Settings(
        Endpoint endpoint,
        Encoding encoding,
        Encoding peerEncoding,
        String realm,
        Authentication authentication,
        int callers,
        int callees,
        int inFlight,
        int payload,
        Duration warmup,
        Duration duration,
        OptionalLong pid) {

    /** How sessions authenticate. */
    public enum Authentication {
        ANONYMOUS,
        WAMPCRA
    }

    public Settings {
        if (callers < 1 || callees < 1 || inFlight < 1) {
            throw new IllegalArgumentException("found " + callers + " callers, " + callees + " callees, " + inFlight
                    + " in flight (expected 1 or more)");
        }
    }
}
