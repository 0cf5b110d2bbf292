package io.aerostat.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All meters of a router. A closed set, because a meter is silently lost if a gauge and a counter have the same name.
 * docs/operations.md explains each meter; a test checks this.
 */
enum MeterName {
    CONNECTIONS("aerostat.connections", Kind.GAUGE, "Open connections, whatever their protocol"),
    CONNECTIONS_REFUSED("aerostat.connections.refused", Kind.COUNTER, "Connections refused by admission control"),
    LINKS("aerostat.links", Kind.GAUGE, "Connections that speak WAMP, joined or not"),
    HANDSHAKES_PENDING("aerostat.handshakes.pending", Kind.GAUGE, "Connections that are joining"),
    HANDSHAKES_LIMIT("aerostat.handshakes.limit", Kind.GAUGE, "The limit of connections that are joining"),
    JOINS_REFUSED("aerostat.joins.refused", Kind.COUNTER, "Clients that could not join", "reason"),
    LOCK_OUTS("aerostat.lock.outs", Kind.COUNTER, "Lock-outs and delays after failed logins that have begun", "kind"),
    TEMPLATE_REALMS("aerostat.template.realms", Kind.GAUGE, "Realms created from templates"),
    TEMPLATE_SESSIONS("aerostat.template.sessions", Kind.GAUGE, "Joined sessions of realms created from templates"),
    VIOLATIONS(
            "aerostat.protocol.violations",
            Kind.COUNTER,
            "Connections ended because their client violated the protocol"),
    READY("aerostat.ready", Kind.GAUGE, "1 if the router should get new clients, otherwise 0"),
    LOOP_DELAY("aerostat.loop.delay", Kind.SECONDS, "The largest recent delay of a task of an event loop", "loop"),
    LOOP_TASKS("aerostat.loop.tasks", Kind.GAUGE, "Tasks that wait for an event loop", "loop"),
    BACKLOG("aerostat.backlog", Kind.BYTES, "Bytes that wait for the clients of an event loop", "loop"),
    MESSAGES("aerostat.messages", Kind.COUNTER, "WAMP messages", "transport", "direction"),
    MESSAGE_BYTES("aerostat.message", Kind.BYTES_COUNTER, "Bytes of WAMP messages", "transport", "direction"),
    HTTP_RESPONSES("aerostat.http.responses", Kind.COUNTER, "Responses to HTTP requests", "service", "status"),
    SESSIONS_LIMIT("aerostat.sessions.limit", Kind.GAUGE, "The limit of joined sessions", "realm"),
    SESSIONS_REFUSED("aerostat.sessions.refused", Kind.COUNTER, "Sessions refused because of a limit", "realm"),
    SUBSCRIPTIONS("aerostat.subscriptions", Kind.GAUGE, "Topics and patterns that are subscribed", "realm"),
    REGISTRATIONS("aerostat.registrations", Kind.GAUGE, "Procedures and patterns that are registered", "realm"),
    RETAINED("aerostat.retained.events", Kind.GAUGE, "Events retained for later subscribers", "realm"),
    CALLS_PENDING("aerostat.calls.pending", Kind.GAUGE, "Calls without their final answer", "realm"),
    INVOCATIONS_PENDING("aerostat.invocations.pending", Kind.GAUGE, "Invocations not answered yet", "realm"),
    CALL_TIMERS("aerostat.call.timers", Kind.GAUGE, "Calls whose timeout the router monitors", "realm"),
    ANSWERS_LATE("aerostat.answers.late", Kind.COUNTER, "Answers that came after the end of their call", "realm"),
    PUBLICATIONS_REFUSED("aerostat.publications.refused", Kind.COUNTER, "Publications not accepted", "realm"),
    EVENTS_DROPPED("aerostat.events.dropped", Kind.COUNTER, "Events a subscriber did not get", "realm", "reason"),
    SLOW_CONSUMERS("aerostat.slow.consumers", Kind.COUNTER, "Sessions that used up their outbound budget", "realm"),
    SESSIONS("aerostat.sessions", Kind.GAUGE, "Joined sessions", "realm", "role"),
    JOINS("aerostat.joins", Kind.COUNTER, "Sessions that joined", "realm", "role"),
    LEAVES("aerostat.leaves", Kind.COUNTER, "Sessions that ended", "realm", "role", "reason"),
    DENIALS("aerostat.denials", Kind.COUNTER, "Requests without permission", "realm", "role", "action"),
    TOO_FAST("aerostat.requests.too.fast", Kind.COUNTER, "Requests beyond a rate limit", "realm", "role", "action"),
    MISFITS(
            "aerostat.misfits",
            Kind.COUNTER,
            "Payloads that did not fit a contract or permission",
            "realm",
            "role",
            "action"),
    CALLS("aerostat.calls", Kind.COUNTER, "Calls that ended", "realm", "role", "outcome"),
    CALL_DURATION("aerostat.call.duration", Kind.TIMER, "From CALL to its last answer", "realm", "role"),
    PUBLICATIONS("aerostat.publications", Kind.COUNTER, "Publications", "realm", "role"),
    EVENTS("aerostat.events", Kind.COUNTER, "Events sent to subscribers", "realm", "role");

    /** What kind of number a meter shows. */
    enum Kind {
        GAUGE,
        SECONDS,
        BYTES,
        COUNTER,
        BYTES_COUNTER,
        TIMER
    }

    private final String meter;
    private final Kind kind;
    private final String meaning;
    private final List<String> labels;

    MeterName(String meter, Kind kind, String meaning, String... labels) {
        this.meter = meter;
        this.kind = kind;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** Returns the name in Micrometer. */
    String meter() {
        return meter;
    }

    /** Returns the name on the page for Prometheus. */
    String prometheus() {
        String base = meter.replace('.', '_');
        return switch (kind) {
            case GAUGE -> base;
            case SECONDS, TIMER -> base + "_seconds";
            case BYTES -> base + "_bytes";
            case COUNTER -> base + "_total";
            case BYTES_COUNTER -> base + "_bytes_total";
        };
    }

    Kind kind() {
        return kind;
    }

    String meaning() {
        return meaning;
    }

    /** Returns the labels, without {@code router}, which every meter has. */
    List<String> labels() {
        return labels;
    }

    @Nullable
    String unit() {
        return kind == Kind.BYTES || kind == Kind.BYTES_COUNTER ? "bytes" : null;
    }
}
