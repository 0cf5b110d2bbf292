package io.aerostat.node.flatbuffers;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.node.config.located.LocatedJson;
import io.aerostat.node.config.located.Problems;

/**
 * Target of the coverage-guided fuzzer (see CONTRIBUTING): any bytes are either types, which have a JSON Schema, or are
 * refused with {@link MalformedSchemaException}.
 */
class PayloadTypesFuzzTest {
    @FuzzTest(maxDuration = "60s", maxExecutions = 4_000_000)
    void schemas(byte[] bytes) {
        PayloadTypes types;
        try {
            types = PayloadTypes.read(bytes);
        } catch (MalformedSchemaException e) {
            return;
        }
        Problems problems = new Problems();
        assertThat(LocatedJson.parse(types.messageSchema(types.names()), problems))
                .isPresent();
        assertThat(problems.inFileOrder()).isEmpty();
    }
}
