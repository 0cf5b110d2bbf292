package io.aerostat.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.SecretInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests where commands read secrets. */
class SecretInputTest {
    private static final byte[] PIPE = "from the pipe\n".getBytes(StandardCharsets.UTF_8);

    private final List<String> prompts = new ArrayList<>();

    private SecretInput terminal(String... lines) {
        Deque<String> entered = new ArrayDeque<>(List.of(lines));
        return new SecretInput(new ByteArrayInputStream(PIPE), Optional.of(prompt -> {
            prompts.add(prompt);
            return entered.poll();
        }));
    }

    @Test
    void withoutATerminalTheFirstLineIsTheSecret() throws Exception {
        assertThat(new SecretInput(new ByteArrayInputStream(PIPE), Optional.empty()).readNew("password"))
                .contains("from the pipe");
    }

    @Test
    void aTerminalAsksOnceForASecretAndTwiceForANewOne() throws Exception {
        assertThat(terminal("s3cret").read("secret")).contains("s3cret");
        assertThat(terminal("s3cret", "s3cret").readNew("password")).contains("s3cret");
        assertThat(prompts).containsExactly("secret", "password", "password again");
    }

    @Test
    void twoDifferentLinesAreAMistake() {
        assertThatThrownBy(() -> terminal("s3cret", "s3crte").readNew("password"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("found two different lines (expected the same password twice)");
    }

    @Test
    void aCharacterThatTheLocaleLacksIsAMistake() {
        assertThatThrownBy(() -> terminal("caf\ufffd").read("secret"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("LC_ALL=C.UTF-8")
                .hasMessageNotContainingAny("caf");
    }

    @Test
    void theEndOfTheInputAndAnEmptyLineAreNoSecret() throws Exception {
        assertThat(terminal().readNew("password")).isEmpty();
        assertThat(terminal("").read("secret")).isEmpty();
    }
}
