package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.atLeast;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.SerializerFields;
import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.LongPollOptions;
import java.time.Duration;

/** WAMP over HTTP long-poll. */
final class LongPollGrammar {
    /** The time that means "never" where a time is required. */
    private static final Duration NEVER = Duration.ofDays(365);

    private static final Field<Integer> REQUEST_TIMEOUT = Field.withDefault(
            "request_timeout", atLeast(0), "10", "Seconds for which a request for messages waits; 0 means no limit.");
    private static final Field<Integer> SESSION_TIMEOUT = Field.withDefault(
            "session_timeout",
            atLeast(0),
            "30",
            "Seconds without a request after which a session ends, at least `request_timeout`; 0 means never.");
    private static final Field<Integer> QUEUE_BYTES =
            Field.withDefault("queue_limit_bytes", atLeast(1024), "131072", "How many bytes may wait for a client.");
    private static final Field<Integer> QUEUE_MESSAGES =
            Field.withDefault("queue_limit_messages", atLeast(1), "1000", "How many messages may wait for a client.");

    static final Field<LongPollOptions> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("longpoll options", "Options of long-poll.")
                    .fields(
                            REQUEST_TIMEOUT,
                            SESSION_TIMEOUT,
                            QUEUE_BYTES,
                            QUEUE_MESSAGES,
                            SerializerFields.UBJSON_DIALECT,
                            Field.withoutEffect("debug", "see --loglevel"),
                            Field.withoutEffect("debug_transport_id", "see --loglevel"))
                    .check(LongPollGrammar::sessionsOutliveRequests)
                    .into(values -> new LongPollOptions(
                            orNever(values.get(REQUEST_TIMEOUT)),
                            orNever(values.get(SESSION_TIMEOUT)),
                            values.get(QUEUE_MESSAGES),
                            ConnectionOptions.DEFAULT
                                    .withOutgoingBudget(values.get(QUEUE_BYTES))
                                    .withUbjsonDialect(values.get(SerializerFields.UBJSON_DIALECT)))),
            "{}",
            "Options of the service.");

    private LongPollGrammar() {}

    private static boolean sessionsOutliveRequests(LocatedObject options, Reading reading) {
        long request = seconds(options, "request_timeout", 10);
        long session = seconds(options, "session_timeout", 30);
        if (session < request) {
            reading.problem(
                    options.at(),
                    "found session_timeout " + session + " (expected at least the request_timeout of " + request + ")");
            return false;
        }
        return true;
    }

    private static long seconds(LocatedObject options, String key, int absent) {
        int seconds = options.member(key)
                .map(value -> value instanceof LocatedNumber number && number.value() instanceof Integer integer
                        ? integer
                        : absent)
                .orElse(absent);
        return orNever(seconds).toSeconds();
    }

    private static Duration orNever(int seconds) {
        return seconds == 0 ? NEVER : Duration.ofSeconds(seconds);
    }
}
