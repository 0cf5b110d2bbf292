package io.aerostat.node.config.grammar.transport;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.grammar.value.SerializerFields;
import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.LongPollOptions;
import java.time.Duration;
import java.util.Optional;

/** The keys for WAMP over HTTP long-poll. */
final class LongPollGrammar {
    /** The time that means "never" where a time is required. */
    private static final Duration NEVER = Duration.ofDays(365);

    private static final int LARGEST_QUEUE = 67_108_864;
    private static final int SMALLEST_QUEUE = 1024;

    private static final Field<Integer> REQUEST_TIMEOUT = Field.withDefault(
            "request_timeout", atLeast(0), "10", "Seconds for which a request for messages waits; 0 means no limit.");
    private static final Field<Integer> SESSION_TIMEOUT = Field.withDefault(
            "session_timeout",
            atLeast(0),
            "30",
            "Seconds without a request after which a session ends, at least `request_timeout`; 0 means never.");
    private static final Field<Integer> QUEUE_BYTES = Field.withDefault(
            "queue_limit_bytes",
            atLeast(0).map(bytes -> bytes == 0 ? LARGEST_QUEUE : Math.max(bytes, SMALLEST_QUEUE)),
            "131072",
            "How many bytes may wait for a client, at least 1024; 0 means 67108864.");
    private static final Field<Integer> QUEUE_MESSAGES = Field.withDefault(
            "queue_limit_messages",
            atLeast(0).map(messages -> messages == 0 ? Integer.MAX_VALUE : messages),
            "1000",
            "How many messages may wait for a client; with 0, only their bytes are limited.");

    private static final Field<Optional<String>> FIXED_ID = Field.optional(
            "debug_transport_id",
            text("[A-Za-z0-9_-]{0,64}", "at most 64 letters, digits, _ and -"),
            "The id of every connection, for tests with hand-written requests: a new connection ends the previous "
                    + "connection, and anyone who knows the id can use the connection. Without this key, ids are "
                    + "random, and nobody can guess them.");

    static final Field<LongPollOptions> OPTIONS = Field.withDefault(
            "options",
            ObjectType.named("longpoll options", "Options of long-poll.")
                    .fields(
                            REQUEST_TIMEOUT,
                            SESSION_TIMEOUT,
                            QUEUE_BYTES,
                            QUEUE_MESSAGES,
                            SerializerFields.UBJSON_DIALECT,
                            Field.ignoredAlike("debug", "Whether to log details; use `--loglevel` instead."),
                            FIXED_ID)
                    .check(LongPollGrammar::sessionsOutliveRequests)
                    .into(values -> new LongPollOptions(
                            orNever(values.get(REQUEST_TIMEOUT)),
                            orNever(values.get(SESSION_TIMEOUT)),
                            values.get(QUEUE_MESSAGES),
                            values.get(FIXED_ID).filter(id -> !id.isEmpty()),
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
