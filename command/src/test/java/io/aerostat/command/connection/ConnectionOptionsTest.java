package io.aerostat.command.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.command.line.CommandFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ConnectionOptionsTest {
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void noProfileFile() {
        environment.put("XDG_CONFIG_HOME", folder.toString());
    }

    private ConnectionOptions options(String... arguments) {
        ConnectionOptions options = new ConnectionOptions(true, environment::get);
        CommandSpec command = CommandSpec.create();
        options.addTo(command);
        new CommandLine(command).parseArgs(arguments);
        return options;
    }

    private void assertThatTheFileIsMissing(ConnectionOptions options) {
        assertThatThrownBy(() -> options.settings(new PrintWriter(new StringWriter())))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.line())
                                .isEqualTo(folder.resolve("aerostat/profiles.json") + ": there is no such file"));
    }

    @Test
    void aProfileNeedsItsFile() {
        assertThatTheFileIsMissing(options("--profile", "local"));
        environment.put("AEROSTAT_PROFILE", "local");
        assertThatTheFileIsMissing(options());
    }

    @Test
    void urlProfileAndProfileFileNameARouter() {
        assertThat(options("--url", "ws://localhost").isRouterNamed()).isTrue();
        assertThat(options("--profile", "local").isRouterNamed()).isTrue();
        assertThat(options("--profile-file", "profiles.json").isRouterNamed()).isTrue();
        assertThat(options("--realm", "realm1").isRouterNamed()).isFalse();
    }
}
