package io.aerostat.node.command.template;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code init}: creates the files of a node from a template. Never replaces an existing file. */
public final class InitCommand implements Callable<Integer> {
    private static final List<String> OF_DISTRIBUTION = List.of("config.json", "users.json", "components", "web");

    private final CommandSpec spec =
            CommandDescription.of("init", "Creates the files of a node from a template; no file is replaced.", this);
    private final OptionSpec template =
            Flags.text("--template", "NAME", "minimal, crossbar-like, or balloon.", "minimal");
    private final OptionSpec folder = Flags.text("--appdir", "DIR", "The folder to create the files in.", ".");

    public InitCommand() {
        spec.addOption(template).addOption(folder);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the files are there",
                ExitCode.FAILED,
                "a file cannot be written",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        try {
            Path target = Path.of(String.valueOf(Flags.valueOf(folder)));
            String name = String.valueOf(Flags.valueOf(template));
            if (name.equals(Template.BALLOON)) {
                fromDistribution(distribution(), target);
            } else {
                fromProgram(
                        Template.of(name)
                                .orElseThrow(() -> CommandFailure.usage("--template: found \"" + name
                                        + "\" (expected minimal, crossbar-like or balloon)")),
                        target);
            }
            return ExitCode.DONE;
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(failure.line());
            return failure.exitCode();
        } catch (InvalidPathException e) {
            spec.commandLine().getErr().println("--appdir: found a name that is no path: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("a file cannot be written: " + e);
            return ExitCode.FAILED;
        }
    }

    private void fromProgram(Template from, Path target) throws IOException {
        for (String file : from.files()) {
            try (InputStream content = InitCommand.class.getResourceAsStream(from.resource(file))) {
                if (content == null) {
                    throw new IOException("the program has no file " + from.resource(file));
                }
                copy(content, target.resolve(file));
            }
        }
    }

    /** Returns the folder of the program, which must be the folder of an unpacked distribution. */
    private static Path distribution() throws CommandFailure {
        try {
            Path program = Path.of(InitCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path parent = program.getParent();
            if (parent != null && OF_DISTRIBUTION.stream().map(parent::resolve).allMatch(Files::exists)) {
                return parent;
            }
        } catch (URISyntaxException e) {
            throw new CommandFailure(ExitCode.FAILED, "the folder of the program is unknown: " + e.getMessage());
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "found no balloon example beside router.jar (expected the unpacked distribution, which has "
                        + OF_DISTRIBUTION + ")");
    }

    private void fromDistribution(Path source, Path target) throws IOException {
        for (String name : OF_DISTRIBUTION) {
            try (Stream<Path> files = Files.walk(source.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    try (InputStream content = Files.newInputStream(file)) {
                        copy(content, target.resolve(source.relativize(file)));
                    }
                }
            }
        }
    }

    private void copy(InputStream content, Path file) throws IOException {
        if (Files.exists(file)) {
            spec.commandLine().getErr().println("warning: " + file + " is there already, and stays as it is");
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.copy(content, file);
        spec.commandLine().getOut().println(file + ": created");
    }
}
