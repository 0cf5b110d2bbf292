package io.aerostat.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Network namespaces that a bridge connects with the namespace of this process. Each has a cable that can be cut:
 * packets are then lost, and no connection is notified. Needs root, and {@code ip} and {@code nsenter}.
 */
final class SeparateNetworks implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Path HERE = Path.of("").toAbsolutePath();

    /**
     * The prefix of all names, different in each process, so that other tests can run at the same time. It is short,
     * because names of interfaces have at most 15 characters.
     */
    private final String id = "ae" + ProcessHandle.current().pid();

    private final String subnet = "10.199." + ProcessHandle.current().pid() % 250;
    private final List<String> namespaces = new ArrayList<>();

    SeparateNetworks() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "found no right to make networks (expected root)");
        Assumptions.assumeTrue(run("ip", "netns", "list").exitCode() == 0, "found no ip with network namespaces");
        must("ip", "link", "add", id, "type", "bridge");
        must("ip", "addr", "add", address() + "/24", "dev", id);
        must("ip", "link", "set", id, "up");
    }

    /** Returns the address of this machine that all of these networks can reach. */
    String address() {
        return subnet + ".254";
    }

    /** Makes a network, and returns its address. */
    String add(String name) {
        String namespace = id + name;
        namespaces.add(name);
        String inside = "in" + namespace;
        must("ip", "netns", "add", namespace);
        must("ip", "link", "add", namespace, "type", "veth", "peer", "name", inside);
        must("ip", "link", "set", inside, "netns", namespace);
        must("ip", "link", "set", namespace, "master", id);
        must("ip", "link", "set", namespace, "up");
        String address = subnet + "." + namespaces.size();
        must("ip", "-n", namespace, "addr", "add", address + "/24", "dev", inside);
        must("ip", "-n", namespace, "link", "set", inside, "up");
        must("ip", "-n", namespace, "link", "set", "lo", "up");
        return address;
    }

    /** Returns the words that run a command in a network when they precede the command. */
    List<String> prefix(String name) {
        return List.of("nsenter", "--net=/run/netns/" + id + name);
    }

    /** Cuts the cable of a network. */
    void cut(String name) {
        must("ip", "link", "set", id + name, "down");
    }

    /** Connects the cable of a network again. */
    void heal(String name) {
        must("ip", "link", "set", id + name, "up");
    }

    @Override
    public void close() {
        for (String name : namespaces) {
            run("ip", "netns", "del", id + name);
            run("ip", "link", "del", id + name);
        }
        run("ip", "link", "del", id);
    }

    private static Program.Outcome run(String... command) {
        return Program.run(HERE, Map.of(), DEADLINE, List.of(command));
    }

    private static void must(String... command) {
        Program.Outcome outcome = run(command);
        assertThat(outcome.exitCode())
                .as("%s: %s", String.join(" ", command), outcome.output())
                .isZero();
    }
}
