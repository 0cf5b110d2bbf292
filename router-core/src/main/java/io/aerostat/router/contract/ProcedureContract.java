package io.aerostat.router.contract;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contract of a procedure, or of all procedures that match a pattern.
 *
 * @param uri the procedure or pattern
 * @param call checks the payload of each CALL; empty to check none
 * @param result checks the payload of each YIELD; empty to check none
 * @param description the answer of {@code wamp.schema.describe}: lists, maps with string keys, and scalars
 */
public record ProcedureContract(
        String uri,
        MatchPolicy match,
        Optional<PayloadSchema> call,
        Optional<PayloadSchema> result,
        Map<String, @Nullable Object> description) {
    public ProcedureContract {
        UriRules.check(uri, match);
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
    }
}
