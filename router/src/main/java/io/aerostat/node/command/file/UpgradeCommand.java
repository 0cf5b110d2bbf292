package io.aerostat.node.command.file;

import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.value.JsonText;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** {@code upgrade}: rewrites a configuration file of version 1 as one of version 2. */
public final class UpgradeCommand extends FileCommand {
    private static final long CURRENT = 2;

    /** @param file the file that the options name */
    public UpgradeCommand(Supplier<Path> file) {
        super(
                "upgrade",
                "Rewrites a configuration file of version 1 (or none) in version 2, in place.",
                "the file is of version 2",
                "the file cannot be upgraded",
                file);
    }

    @Override
    String rewrite(RewrittenFile source) throws CommandFailure {
        if (!(source.value() instanceof Map<?, ?> root)) {
            throw RewrittenFile.failure(source.path() + ": found another value (expected an object)");
        }
        Object version = root.containsKey("version") ? root.get("version") : (Object) 1L;
        if (!(version instanceof Number number) || number.longValue() < 1 || number.longValue() > CURRENT) {
            throw RewrittenFile.failure(
                    source.path() + ": version: found " + JsonText.write(version) + " (expected 1 or 2)");
        }
        if (number.longValue() == CURRENT) {
            return source.path() + ": already has version 2";
        }
        source.write(source.path(), source.format().write(VersionOne.upgraded(root)));
        return source.path() + ": upgraded from version 1 to 2";
    }
}
