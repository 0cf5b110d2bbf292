package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.reading.Surroundings;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Unix domain socket whose path is too long for the system can neither be listened on nor connected to. */
class SocketPathTest {
    private static final int MAX = FileTypes.MAX_SOCKET_PATH;

    private static final String NODE = """
            {"version": 2, "workers": [
            {"type": "router", "realms": [{"name": "one", "roles": [{"name": "anonymous"}]}],
            "transports": [{"type": "rawsocket", "endpoint": {"type": "unix",
             "path": "%1$s"}}]},
            {"type": "container", "components": [{"type": "class", "classname": "a.B", "realm": "one",
            "transport": {"type": "rawsocket", "serializer": "json", "endpoint": {"type": "unix",
             "path": "%1$s"}}}]}]}""";

    @Test
    @Conformance("P13")
    void aPathThatIsTooLongIsAProblemOnBothEnds() {
        assertThat(problems("/" + "s".repeat(MAX - 1))).isEmpty();
        assertThat(problems("/" + "s".repeat(MAX)))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("file:4:10: workers[0].transports[0].endpoint.path: found a path of "
                                        + (MAX + 1) + " bytes (expected at most " + MAX),
                        line -> assertThat(line)
                                .startsWith(
                                        "file:7:10: workers[1].components[0].transport.endpoint.path: found a path of "
                                                + (MAX + 1) + " bytes (expected at most " + MAX));
    }

    @Test
    void theFolderOfTheConfigurationCounts() {
        String name = "s".repeat(MAX - 3);

        assertThat(problems(name))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("/folder/" + name));
    }

    /** Checks that the configuration refuses exactly the paths that the system refuses. */
    @Test
    void theBoundIsThatOfJava(@TempDir Path folder) throws IOException {
        String longest = folder + "/" + "s".repeat(MAX - 1 - folder.toString().length());
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThatThrownBy(() -> socket.bind(UnixDomainSocketAddress.of(longest + "s")))
                    .isInstanceOf(SocketException.class);
            socket.bind(UnixDomainSocketAddress.of(longest));
        }
    }

    private static List<String> problems(String path) {
        return ConfigurationFile.read(
                        "file", NODE.formatted(path), new Surroundings(Path.of("/folder"), name -> Optional.empty()))
                .problemLines();
    }
}
