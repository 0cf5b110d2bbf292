package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import java.time.Duration;

/** The keys of a realm's {@code call_timeout}: how long its calls may take (TMO-4, TMO-9). */
public final class CallTimeoutGrammar {
    private static final Field<Integer> DEFAULT = Field.withDefault(
            "default",
            atLeast(0),
            "0",
            "The timeout of calls without a timeout of their own, in milliseconds; 0 means the maximum.");

    private static final Field<Integer> MAXIMUM = Field.withDefault(
            "maximum", atLeast(0), "0", "The longest timeout that a call may have, in milliseconds; 0 means no limit.");

    private static final Field<Boolean> ALWAYS_FORWARD = Field.withDefault(
            "always_forward",
            bool(),
            "false",
            "Whether every callee that announces `call_timeout` monitors the timeout itself, not only callees that "
                    + "register with `forward_timeout`.");

    private static final Field<Boolean> IN_SECONDS = Field.withDefault(
            "unit",
            choice(isSeconds -> isSeconds ? "seconds" : "milliseconds", false, true),
            "\"milliseconds\"",
            "The unit of the number in `CALL.Options.timeout`: milliseconds, as specified, or seconds, as in "
                    + "Crossbar.io. The unit applies to all clients of the realm, and the number may have a fraction.");

    public static final Field<CallTimeouts> FIELD = Field.withDefault(
            "call_timeout",
            ObjectType.named("call timeouts", "The time that a call may take until its first or next result.")
                    .fields(DEFAULT, MAXIMUM, IN_SECONDS, ALWAYS_FORWARD)
                    .into(values -> new CallTimeouts(
                            Duration.ofMillis(values.get(DEFAULT)),
                            Duration.ofMillis(values.get(MAXIMUM)),
                            values.get(IN_SECONDS),
                            values.get(ALWAYS_FORWARD))),
            "{}",
            "The time that a call may take until its first or next result.");

    private CallTimeoutGrammar() {}

    /**
     * The timeouts of a realm's calls.
     *
     * @param standard the timeout of calls that set no timeout; zero means that the maximum applies
     * @param maximum the longest timeout that a call may have; zero for no limit
     * @param inSeconds whether callers give timeouts in seconds
     */
    public record CallTimeouts(Duration standard, Duration maximum, boolean inSeconds, boolean alwaysForwards) {}
}
