package io.aerostat.command.account;

import io.aerostat.command.file.WholeFile;
import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Paths;
import io.aerostat.protocol.authentication.CryptosignKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code keygen}: makes a key pair for cryptosign. */
public final class KeygenCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandDescription.of(
            "keygen", "Makes an Ed25519 key pair for the authentication method cryptosign.", this);
    private final OptionSpec file = Flags.text(
            "--out",
            "FILE",
            "Writes the private key to a new file that only you can read, as --key-file takes it, and prints the public"
                    + " key alone.");

    public KeygenCommand() {
        spec.addOption(file);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "the key was made",
                ExitCode.FAILED,
                "the file is there already, or cannot be written",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        CryptosignKey key = CryptosignKey.generate();
        @Nullable String name = Flags.valueOf(file);
        if (name == null) {
            spec.commandLine().getOut().println("  private: " + key.seed());
        } else {
            try {
                WholeFile.create(Paths.read(name), key.seed() + "\n");
            } catch (CommandFailure failure) {
                spec.commandLine().getErr().println(failure.line());
                return failure.exitCode();
            } catch (FileAlreadyExistsException e) {
                return failed(name + ": the file is there already (expected none)");
            } catch (IOException e) {
                return failed(name + ": the file cannot be written: " + e.getMessage());
            }
        }
        spec.commandLine().getOut().println("   public: " + key.publicKey());
        return ExitCode.DONE;
    }

    private int failed(String line) {
        CommandFailure failure = new CommandFailure(ExitCode.FAILED, line);
        spec.commandLine().getErr().println(failure.line());
        return failure.exitCode();
    }
}
