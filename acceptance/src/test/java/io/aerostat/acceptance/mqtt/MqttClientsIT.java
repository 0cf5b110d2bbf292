package io.aerostat.acceptance.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs mosquitto_pub and mosquitto_sub, Paho for Python and MQTT.js against the router. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MqttClientsIT {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Path SCRIPTS = Surroundings.root().resolve("acceptance/src/test/interop");

    private MqttNode node;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        node = new MqttNode(temporary);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Program.Outcome run(Path directory, List<String> command) {
        return Program.run(directory, Map.of(), DEADLINE, command);
    }

    /** Returns a command of Mosquitto for a user with the right password. */
    private List<String> mosquitto(String program, String version, String... options) {
        List<String> command = new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-p", String.valueOf(node.port())));
        command.addAll(List.of("-u", "joe", "-P", "secret", "-V", version, "-q", "1"));
        command.addAll(List.of(options));
        return command;
    }

    private String output(List<String> command) {
        Program.Outcome outcome = run(folder, command);
        assertThat(outcome.exitCode()).as("%s: %s", command, outcome.output()).isZero();
        return outcome.output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void mosquittoPublishesToWampAndBack(String version) {
        String id = "mosquitto-" + version;

        output(mosquitto("mosquitto_pub", version, "-t", "com/example/up/" + id, "-m", "hello"));

        assertThat(output(mosquitto("mosquitto_sub", version, "-t", "com/example/down/" + id, "-C", "1", "-W", "60")))
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void proceduresConvertThePayloadsOfMosquitto(String version) {
        output(mosquitto("mosquitto_pub", version, "-t", "com/example/dynamic/up", "-m", version));

        String expected = new StringBuilder(version).reverse() + "!";
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(output(mosquitto(
                                "mosquitto_sub", version, "-t", "com/example/dynamic/down", "-C", "1", "-W", "60")))
                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void mosquittoFindsTheMessagesThatWaitedForIt(String version) {
        String[] session = version.equals("mqttv5") ? new String[] {"-c", "-x", "60"} : new String[] {"-c"};
        String topic = "com/example/sleep/" + version;
        List<String> subscribe = new ArrayList<>(
                mosquitto("mosquitto_sub", version, "-i", "sleeper-" + version, "-t", topic, "-W", "60"));
        subscribe.addAll(List.of(session));

        output(Stream.concat(subscribe.stream(), Stream.of("-E")).toList());
        output(mosquitto("mosquitto_pub", version, "-t", topic, "-m", "waited"));

        assertThat(output(
                        Stream.concat(subscribe.stream(), Stream.of("-C", "1")).toList()))
                .isEqualTo("waited");
    }

    @Test
    void mosquittoPublishesOverTls() {
        output(List.of(
                "mosquitto_pub",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(node.tlsPort()),
                "--cafile",
                node.certificate().toString(),
                "-u",
                "joe",
                "-P",
                "secret",
                "-q",
                "1",
                "-t",
                "com/example/up/tls",
                "-m",
                "secure"));

        assertThat(output(mosquitto("mosquitto_sub", "mqttv5", "-t", "com/example/down/tls", "-C", "1", "-W", "60")))
                .isEqualTo("secure");
    }

    @Test
    void mosquittoWithAWrongPasswordIsRefused() {
        List<String> command = new ArrayList<>(mosquitto("mosquitto_pub", "mqttv311", "-t", "com/example/a", "-n"));
        command.set(command.indexOf("secret"), "wrong");

        Program.Outcome outcome = run(folder, command);

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.output()).containsIgnoringCase("user name or password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void pahoPasses(String version) {
        Program.Outcome outcome = run(
                SCRIPTS.resolve("python"),
                List.of(Surroundings.python(), "-B", "paho_mqtt.py", "run", String.valueOf(node.port()), version));

        assertThat(outcome.output()).contains("passed 7");
        assertThat(outcome.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt:4", "mqtt:5", "ws:4", "ws:5"})
    void mqttJsPasses(String kind) {
        String scheme = kind.substring(0, kind.indexOf(':'));
        String url = scheme + "://127.0.0.1:" + node.port() + (scheme.equals("ws") ? "/mqtt" : "");
        Program.Outcome outcome = run(
                SCRIPTS.resolve("node"),
                List.of(
                        Surroundings.node(),
                        "mqtt.js",
                        "run",
                        url,
                        kind.substring(kind.indexOf(':') + 1),
                        node.webSocket()));

        assertThat(outcome.output()).contains("passed 7");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void clientsComeBackAfterAShutdownOfTheRouter() throws Exception {
        String topic = "com/example/drain";
        Map<String, List<String>> commands = Map.of(
                "mosquitto 3.1.1",
                staying("mqttv311", topic),
                "mosquitto 5",
                staying("mqttv5", topic),
                "paho",
                List.of(
                        Surroundings.python(),
                        "-B",
                        SCRIPTS.resolve("python/paho_mqtt.py").toString(),
                        "stay",
                        String.valueOf(node.port()),
                        topic),
                "MQTT.js",
                List.of(
                        Surroundings.node(),
                        SCRIPTS.resolve("node/mqtt.js").toString(),
                        "stay",
                        "mqtt://127.0.0.1:" + node.port(),
                        topic));
        Map<String, Process> running = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                running.put(command.getKey(), started(command.getKey(), command.getValue()));
            }
            await().atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(running.keySet())
                            .allSatisfy(name -> assertThat(log(name)).containsPattern("ready|SUBACK|Subscribed")));

            node.restart();

            await().atMost(DEADLINE).until(() -> {
                output(mosquitto("mosquitto_pub", "mqttv311", "-t", topic, "-m", "again"));
                return running.values().stream().noneMatch(Process::isAlive);
            });
            assertThat(running.keySet())
                    .allSatisfy(name -> assertThat(log(name)).contains("again"));
        } finally {
            running.values().forEach(Process::destroyForcibly);
        }
    }

    /** Returns a command of mosquitto_sub that writes each line to its log at once. */
    private List<String> staying(String version, String topic) {
        List<String> command = new ArrayList<>(List.of("stdbuf", "-oL"));
        command.addAll(mosquitto("mosquitto_sub", version, "-t", topic, "-C", "1", "-d"));
        return command;
    }

    private Process started(String name, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"), StandardCharsets.UTF_8);
    }
}
