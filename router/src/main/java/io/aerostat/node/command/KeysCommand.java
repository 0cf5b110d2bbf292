package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import io.aerostat.node.run.NodeKey;
import io.aerostat.protocol.authentication.CryptosignKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code keys}: prints the public key of a node, and creates the node's keys if they are missing. */
final class KeysCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandDescription.of(
            "keys",
            "Prints the public key of the node. Makes the files key.pub and key.priv if they are missing.",
            this);
    private final ConfigurationOption configuration = new ConfigurationOption();
    private final OptionSpec secret = OptionSpec.builder("--private")
            .type(boolean.class)
            .defaultValue("false")
            .description("Print the private key, too. Whoever knows it can pretend to be the node.")
            .build();

    KeysCommand() {
        configuration.addTo(spec);
        spec.addOption(secret);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the key was printed",
                ExitCode.FAILED,
                "the files are wrong or cannot be written",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        try {
            Path folder = folder(configuration.file());
            Optional<CryptosignKey> key = NodeKey.in(folder);
            if (key.isEmpty()) {
                return failed(folder + ": the files of the node's key cannot be written");
            }
            spec.commandLine().getOut().println("public key: " + key.get().publicKey());
            if (secret.<Boolean>getValue()) {
                spec.commandLine().getOut().println("private key: " + key.get().seed());
            }
            return ExitCode.DONE;
        } catch (IOException | IllegalStateException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static Path folder(Path file) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": there is no such folder");
        }
        return folder;
    }

    private int failed(String line) {
        spec.commandLine().getErr().println(line);
        return ExitCode.FAILED;
    }
}
