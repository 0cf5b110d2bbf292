package io.aerostat.node.config.grammar.value;

import static io.aerostat.node.config.type.Types.atLeast;
import static io.aerostat.node.config.type.Types.choice;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.session.SlowConsumer;
import java.util.Locale;

/** Fields that several kinds of limits share. */
public final class LimitFields {
    public static final String BUDGET_MEANING = "How many bytes may wait for a client that does not read them.";
    public static final String SLOW_MEANING =
            "What happens to a client when its `outbound_budget` is used up: `disconnect` ends its session with "
                    + "`wamp.close.slow_consumer`, `drop` drops new events for it.";

    private LimitFields() {}

    /** Declares a positive number with a default. */
    public static Field<Integer> limit(String key, int standard, String meaning) {
        return Field.withDefault(key, atLeast(1), String.valueOf(standard), meaning);
    }

    /** Returns the type of a key that says what happens to slow consumers. */
    public static ValueType<SlowConsumer> slowConsumer() {
        return choice(policy -> policy.name().toLowerCase(Locale.ROOT), SlowConsumer.values());
    }
}
