package io.aerostat.node.command;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code legal}: prints the license of the program, and the libraries in it with their licenses. */
final class LegalCommand implements Callable<Integer> {
    private static final List<String> TEXTS = List.of("META-INF/THIRD-PARTY.txt", "META-INF/LICENSE");

    private final CommandSpec spec = CommandDescription.of(
            "legal", "Prints the license of this program, and the libraries in it with their licenses.", this);
    private final ClassLoader files;

    /** @param files finds the texts, which are files of router.jar */
    LegalCommand(ClassLoader files) {
        this.files = files;
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the licenses were printed",
                ExitCode.FAILED,
                "this is not the program as it is distributed",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        for (String name : TEXTS) {
            try (@Nullable InputStream text = files.getResourceAsStream(name)) {
                if (text == null) {
                    spec.commandLine().getErr().println(name + ": missing (router.jar has this file)");
                    return ExitCode.FAILED;
                }
                spec.commandLine().getOut().println(new String(text.readAllBytes(), StandardCharsets.UTF_8).strip());
            }
        }
        return ExitCode.DONE;
    }
}
