package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.host.component.ClassPath;
import io.aerostat.host.component.ComponentConfiguration;
import io.aerostat.host.supervision.RestartPolicy;
import io.aerostat.host.transport.ClientOptions;
import io.aerostat.host.transport.ComponentTransport;
import io.aerostat.host.transport.RouterEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationLineTest {

    private static final ContainerConfiguration CONFIGURATION = new ContainerConfiguration(
            "worker002",
            new ClassPath(Path.of("/opt/balloon"), List.of("lib/*.jar")),
            List.of(
                    new ContainerConfiguration.Hosted(
                            new ComponentConfiguration(
                                    "component001",
                                    "io.aerostat.balloon.Balloon",
                                    "realm1",
                                    Map.of(
                                            "secret",
                                            "se\ncret2",
                                            "n",
                                            5L,
                                            "nested",
                                            Map.of("list", List.of(1.5, true))),
                                    true),
                            new ComponentTransport(
                                    ComponentTransport.Framing.WEBSOCKET,
                                    new RouterEndpoint.Tcp(
                                            "127.0.0.1",
                                            8000,
                                            Duration.ofMillis(2500),
                                            Optional.of(new RouterEndpoint.Tls(
                                                    "router.test",
                                                    List.of(Path.of("/etc/ca.pem")),
                                                    Optional.empty(),
                                                    Optional.empty())),
                                            Optional.of(4)),
                                    Optional.of("wss://router.test/ws"),
                                    List.of("cbor", "json"),
                                    new ClientOptions(
                                            Optional.of(1024),
                                            Optional.of(Duration.ofSeconds(3)),
                                            Optional.empty(),
                                            Optional.of(Duration.ofSeconds(4))))),
                    new ContainerConfiguration.Hosted(
                            new ComponentConfiguration("component002", "shop.Till", "realm1", Map.of()),
                            new ComponentTransport(
                                    ComponentTransport.Framing.RAWSOCKET,
                                    new RouterEndpoint.Unix(Path.of("/run/router.sock"), Duration.ofSeconds(1)),
                                    Optional.empty(),
                                    List.of(),
                                    ClientOptions.DEFAULT))),
            RestartPolicy.Mode.ALWAYS,
            ComponentShutdown.MANUAL);

    @Test
    void isOneLineThatSaysEverything() {
        String line = ConfigurationLine.write(CONFIGURATION);
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(ConfigurationLine.read(line)).isEqualTo(CONFIGURATION);
    }

    @Test
    void aBrokenLineIsNotQuoted() {
        assertThatThrownBy(() -> ConfigurationLine.read("{\"worker\": \"secret2"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("found no container configuration")
                .doesNotContain("secret2");
    }

    @Test
    void itsTextHasNoSecrets() {
        assertThat(CONFIGURATION.toString()).contains("Balloon").doesNotContain("cret2");
    }
}
