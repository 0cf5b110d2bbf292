package io.aerostat.validation;

import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON Schema of payloads. Two schemas are equal if their texts and options are equal. Immutable; any thread. */
final class CompiledSchema implements PayloadSchema {
    private final JsonNode text;
    private final Schema schema;
    private final CheckOptions options;

    CompiledSchema(JsonNode text, Schema schema, CheckOptions options) {
        this.text = text;
        this.schema = schema;
        this.options = options;
    }

    /** Returns the schema as JSON. */
    JsonNode text() {
        return text;
    }

    @Override
    public @Nullable PayloadFault faultOf(Payload payload, boolean encoded) {
        if (encoded) {
            return options.encoded() == EncodedPayloads.ACCEPT
                    ? null
                    : fault("found a payload in passthru mode (expected one that the router can check)");
        }
        if (payload.size() > options.maxSize()) {
            return fault("found " + payload.size() + " bytes of arguments (expected at most " + options.maxSize()
                    + " for a checked payload)");
        }
        JsonNode tree;
        try {
            tree = PayloadTree.of(payload);
        } catch (UnfitPayloadException e) {
            return e.fault();
        }
        StepBudget budget = StepBudget.ofPayload(payload.size());
        List<Error> errors;
        budget.enter();
        try {
            errors = schema.validate(new CountedContext(budget), tree, OutputFormat.DEFAULT);
        } catch (CostlyCheckException e) {
            return fault(String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return fault("found values that are nested too deeply to be checked");
        } finally {
            StepBudget.leave();
        }
        return errors.isEmpty() ? null : FaultText.of(errors.get(0)).toFault();
    }

    private static PayloadFault fault(String text) {
        return new PayloadFault("", text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompiledSchema compiled
                && options.equals(compiled.options)
                && text.equals(compiled.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
