package io.aerostat.node.command.file;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upgrade}: rewrites a configuration file of version 1 as one of version 2. */
public final class UpgradeCommand implements Callable<Integer> {
    private static final long CURRENT = 2;

    private final CommandSpec spec = CommandDescription.of(
            "upgrade", "Rewrites a configuration file of version 1 (or none) in version 2, in place.", this);
    private final Supplier<Path> file;

    /** @param file the file that the options name */
    public UpgradeCommand(Supplier<Path> file) {
        this.file = file;
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the file is of version 2",
                ExitCode.FAILED,
                "the file cannot be upgraded",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        try {
            upgrade(RewrittenFile.read(file.get()));
            return ExitCode.DONE;
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(failure.line());
            return failure.exitCode();
        }
    }

    private void upgrade(RewrittenFile source) throws CommandFailure {
        if (!(source.value() instanceof Map<?, ?> root)) {
            throw RewrittenFile.failure(source.path() + ": found another value (expected an object)");
        }
        Object version = root.containsKey("version") ? root.get("version") : (Object) 1L;
        if (!(version instanceof Number number) || number.longValue() < 1 || number.longValue() > CURRENT) {
            throw RewrittenFile.failure(source.path() + ": version: found " + version + " (expected 1 or 2)");
        }
        if (number.longValue() == CURRENT) {
            spec.commandLine().getOut().println(source.path() + ": is of version 2 already");
            return;
        }
        RewrittenFile.write(source.path(), source.format().write(VersionOne.upgraded(root)));
        spec.commandLine().getOut().println(source.path() + ": upgraded from version 1 to 2");
    }
}
