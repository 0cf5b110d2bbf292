package io.aerostat.acceptance.mqtt;

import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.transport.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The broker of Mosquitto over TLS, with one user "joe" whose password is "secret". */
final class MosquittoBroker implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = FreePorts.next();
    private Process process;

    MosquittoBroker(Path folder) throws IOException {
        this.folder = folder;
        ServerCertificate.make(folder);
        run(List.of("mosquitto_passwd", "-b", "-c", folder.resolve("users").toString(), "joe", "secret"));
        Files.write(
                folder.resolve("mosquitto.conf"),
                List.of(
                        "listener " + port + " 127.0.0.1",
                        "allow_anonymous false",
                        "password_file " + folder.resolve("users"),
                        "certfile " + folder.resolve("certificate.pem"),
                        "keyfile " + folder.resolve("key.pem"),
                        "user root",
                        "persistence false"));
        process = launch();
    }

    private Process launch() {
        try {
            Process launched = new ProcessBuilder(
                            "env", "PATH=/usr/sbin:/usr/bin:/bin", "mosquitto", "-c", folder + "/mosquitto.conf")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("mosquitto.log").toFile())
                    .start();
            await("Mosquitto listens").atMost(DEADLINE).until(this::listens);
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException("mosquitto does not start", e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void startAgain() {
        process = launch();
    }

    /** Returns a command of Mosquitto's clients. */
    List<String> command(String program, String... options) {
        List<String> command = new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-p", String.valueOf(port)));
        command.addAll(List.of("--cafile", folder.resolve("certificate.pem").toString()));
        command.addAll(List.of("-u", "joe", "-P", "secret", "-V", "mqttv5", "-q", "1"));
        command.addAll(List.of(options));
        return command;
    }

    /** Runs a command to its end, and returns its output. */
    String run(List<String> command) {
        Program.Outcome outcome = Program.run(folder, Map.of(), DEADLINE, command);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(command + ": " + outcome.output());
        }
        return outcome.output();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
