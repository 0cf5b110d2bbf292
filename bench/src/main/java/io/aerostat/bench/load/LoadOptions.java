package io.aerostat.bench.load;

import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Endpoint;
import io.aerostat.bench.wire.Order;
import java.time.Duration;
import java.util.List;

/**
 * The options of a run. Each workload uses only some of them.
 *
 * @param peerEndpoint the endpoint of callees and every second subscriber: another node of the cluster, or the same
 *     endpoint as all other sessions
 * @param encoding the encoding of callers and publishers
 * @param peerEncoding the encoding of callees and subscribers
 * @param callers the number of callers; in workloads without calls, the number of sessions
 * @param callees the number of callees; in {@code fanout}, the number of subscribers
 * @param inFlight the number of requests of each session that wait for an answer at the same time
 * @param payload the size of the text in each message, in bytes
 * @param order whether each call also has an {@link Order}
 * @param rate the number of requests in a second, in workloads with a fixed rate
 * @param warmup how long the load runs before the measurement
 * @param duration how long the measurement takes
 * @param pids the process ids of the router, or of the nodes of a cluster, if the run must read their CPU time and
 *     memory
 * @param jvm whether the first of these processes is a JVM that reports its allocations and its heap
 * @param command the command that starts a router, in workloads that start a router
 */
public record LoadOptions(
        Endpoint endpoint,
        Endpoint peerEndpoint,
        Encoding encoding,
        Encoding peerEncoding,
        String realm,
        Authentication authentication,
        int callers,
        int callees,
        int inFlight,
        int payload,
        boolean order,
        double rate,
        Duration warmup,
        Duration duration,
        List<Long> pids,
        boolean jvm,
        List<String> command) {

    /** The authentication method of the sessions. */
    public enum Authentication {
        ANONYMOUS,
        WAMPCRA,
        CRYPTOSIGN
    }

    public LoadOptions {
        if (callers < 1 || callees < 1 || inFlight < 1) {
            throw new IllegalArgumentException("found " + callers + " callers, " + callees + " callees, " + inFlight
                    + " in flight (expected 1 or more)");
        }
        if (!(rate > 0)) {
            throw new IllegalArgumentException("--rate: found " + rate + " (expected more than 0)");
        }
        command = List.copyOf(command);
        pids = List.copyOf(pids);
    }

    /**
     * Returns a builder with the defaults: 64 anonymous callers of one procedure, each with one call in flight, in
     * JSON, for two seconds of warm-up and four seconds of measurement.
     */
    public static Builder at(Endpoint endpoint) {
        return new Builder(endpoint);
    }

    /** Returns a builder whose initial values are these options. */
    Builder but() {
        return new Builder(endpoint)
                .peerEndpoint(peerEndpoint)
                .encodings(encoding, peerEncoding)
                .realm(realm)
                .authentication(authentication)
                .callers(callers)
                .callees(callees)
                .inFlight(inFlight)
                .payload(payload)
                .order(order)
                .rate(rate)
                .durations(warmup, duration)
                .router(pids, jvm)
                .command(command);
    }

    /** A builder of options. */
    public static final class Builder {
        private final Endpoint endpoint;
        private Endpoint peerEndpoint;
        private Encoding encoding = Encoding.JSON;
        private Encoding peerEncoding = Encoding.JSON;
        private String realm = "realm1";
        private Authentication authentication = Authentication.ANONYMOUS;
        private int callers = 64;
        private int callees = 1;
        private int inFlight = 1;
        private int payload = 16;
        private boolean order;
        private double rate = 5_000;
        private Duration warmup = Duration.ofSeconds(2);
        private Duration duration = Duration.ofSeconds(4);
        private List<Long> pids = List.of();
        private boolean jvm;
        private List<String> command = List.of();

        private Builder(Endpoint endpoint) {
            this.endpoint = endpoint;
            this.peerEndpoint = endpoint;
        }

        public Builder peerEndpoint(Endpoint peerEndpoint) {
            this.peerEndpoint = peerEndpoint;
            return this;
        }

        public Builder encodings(Encoding encoding, Encoding peerEncoding) {
            this.encoding = encoding;
            this.peerEncoding = peerEncoding;
            return this;
        }

        public Builder realm(String realm) {
            this.realm = realm;
            return this;
        }

        public Builder authentication(Authentication authentication) {
            this.authentication = authentication;
            return this;
        }

        public Builder callers(int callers) {
            this.callers = callers;
            return this;
        }

        public Builder callees(int callees) {
            this.callees = callees;
            return this;
        }

        public Builder inFlight(int inFlight) {
            this.inFlight = inFlight;
            return this;
        }

        public Builder payload(int payload) {
            this.payload = payload;
            return this;
        }

        public Builder order(boolean order) {
            this.order = order;
            return this;
        }

        public Builder rate(double rate) {
            this.rate = rate;
            return this;
        }

        public Builder durations(Duration warmup, Duration duration) {
            this.warmup = warmup;
            this.duration = duration;
            return this;
        }

        /** @param jvm whether the first process is a JVM that reports its allocations and its heap */
        public Builder router(List<Long> pids, boolean jvm) {
            this.pids = pids;
            this.jvm = jvm;
            return this;
        }

        public Builder command(List<String> command) {
            this.command = command;
            return this;
        }

        public LoadOptions build() {
            return new LoadOptions(
                    endpoint,
                    peerEndpoint,
                    encoding,
                    peerEncoding,
                    realm,
                    authentication,
                    callers,
                    callees,
                    inFlight,
                    payload,
                    order,
                    rate,
                    warmup,
                    duration,
                    pids,
                    jvm,
                    command);
        }
    }
}
