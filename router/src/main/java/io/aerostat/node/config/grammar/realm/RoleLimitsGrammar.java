package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.atLeast;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.grammar.value.LimitFields;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.SlowConsumer;
import java.util.Optional;
import java.util.OptionalLong;

/** The keys for the outbound queue of a role, which override the limits of the transport. */
final class RoleLimitsGrammar {
    static final Field<Optional<Integer>> BUDGET = Field.optional(
            "outbound_budget",
            atLeast(4_096),
            LimitFields.BUDGET_MEANING + " Without this key, the number of the transport applies.");
    static final Field<Optional<SlowConsumer>> SLOW = Field.optional(
            "on_slow_consumer",
            LimitFields.slowConsumer(),
            LimitFields.SLOW_MEANING + " Without this key, the setting of the transport applies.");

    private RoleLimitsGrammar() {}

    /** Returns the outbound options of the role; the transport decides the options that the role leaves out. */
    static OutboundOptions outbound(Values values) {
        Optional<Integer> budget = values.get(BUDGET);
        return new OutboundOptions(
                budget.isPresent() ? OptionalLong.of(budget.get()) : OptionalLong.empty(), values.get(SLOW));
    }
}
