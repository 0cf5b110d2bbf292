package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.router.realm.SessionStatisticsOptions;
import java.time.Duration;
import java.util.Optional;

/** The {@code stats} of a realm: when {@code wamp.session.on_stats} reports on its sessions. */
final class StatisticsGrammar {
    private static final Field<Integer> RATED_SIZE = Field.withDefault(
            "rated_message_size",
            atLeast(1),
            "512",
            "A message counts as one rated message for each part of this many bytes.");

    private static final Field<Integer> AFTER_MESSAGES = Field.withDefault(
            "trigger_after_rated_messages",
            atLeast(0),
            "0",
            "The number of rated messages after which a session is reported; 0 for no such report. Messages to the "
                    + "client alone cause at most one report a second.");

    private static final Field<Duration> AFTER_DURATION = Field.withDefault(
            "trigger_after_duration",
            atLeast(0).map(Duration::ofSeconds),
            "0",
            "The seconds after which the next message of a session causes a report; 0 for no such report.");

    private static final Field<Boolean> ON_JOIN =
            Field.withDefault("trigger_on_join", bool(), "false", "Whether a session is reported when it joins.");

    private static final Field<Boolean> ON_LEAVE =
            Field.withDefault("trigger_on_leave", bool(), "true", "Whether a session is reported when it ends.");

    static final Field<Optional<SessionStatisticsOptions>> STATISTICS = Field.optional(
            "stats",
            ObjectType.named("session statistics", "When sessions are reported by `wamp.session.on_stats`.")
                    .fields(RATED_SIZE, AFTER_MESSAGES, AFTER_DURATION, ON_JOIN, ON_LEAVE)
                    .into(values -> new SessionStatisticsOptions(
                            values.get(RATED_SIZE),
                            values.get(AFTER_MESSAGES),
                            values.get(AFTER_DURATION),
                            values.get(ON_JOIN),
                            values.get(ON_LEAVE))),
            "When the meta event `wamp.session.on_stats` reports the messages and bytes of each session. Without this "
                    + "key, never.");

    private StatisticsGrammar() {}
}
