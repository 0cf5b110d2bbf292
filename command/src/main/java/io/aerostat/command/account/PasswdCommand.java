package io.aerostat.command.account;

import io.aerostat.command.line.CommandDescription;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.line.Flags;
import io.aerostat.command.line.Parameters;
import io.aerostat.command.line.SecretInput;
import io.aerostat.command.line.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code passwd}: adds, changes, removes and lists the users of a file. The password comes from the terminal or from
 * standard input.
 */
public final class PasswdCommand implements Callable<Integer> {
    private static final int LONGEST_AUTHID = 255;

    private final CommandSpec spec = CommandDescription.of(
            "passwd",
            "Adds or changes a user of a file. At a terminal, asks for the password; otherwise, the password is the"
                    + " first line of standard input. Lists the users if no authid is given.",
            this);
    private final PositionalParamSpec file =
            Parameters.required(0, "FILE", "A JSON file of users by authid; a new one is created.");
    private final PositionalParamSpec authid = PositionalParamSpec.builder()
            .index("1")
            .arity("0..1")
            .type(String.class)
            .paramLabel("AUTHID")
            .description("The user.")
            .build();
    private final OptionSpec role = Flags.text("--role", "ROLE", "The role of the user; needed for a new user.");
    private final OptionSpec form = Flags.text(
            "--form",
            "FORM",
            "scram (principals of the method scram, for clients that join by wamp-scram), crossbar-scram (the same, for"
                    + " clients that join by scram), or wampcra (users of the method wampcra, and of the example's"
                    + " authenticator). Default: that of the user, then that of the file, then scram. A file does not"
                    + " show which of the first two a user has, so name crossbar-scram at each change.");
    private final OptionSpec remove = Flags.of("--remove", "Removes the user.");
    private final SecretInput input;

    public PasswdCommand() {
        this(SecretInput.ofProcess());
    }

    PasswdCommand(SecretInput input) {
        this.input = input;
        spec.addPositional(file).addPositional(authid);
        spec.addOption(role).addOption(form).addOption(remove);
        CommandDescription.exitCodes(
                spec,
                ExitCode.DONE,
                "everything was done",
                ExitCode.FAILED,
                "the file cannot be read or written, or has no such user",
                ExitCode.USAGE,
                "the command line is wrong");
    }

    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        try {
            UserFile users = UserFile.read(file.<String>getValue());
            @Nullable String name = authid.getValue();
            if (name == null) {
                list(users);
            } else if (Flags.isSet(remove)) {
                users.remove(name);
                users.write();
                say(name + ": removed");
            } else {
                set(users, name);
            }
            return ExitCode.DONE;
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(failure.line());
            return failure.exitCode();
        }
    }

    private void list(UserFile users) {
        users.accounts().forEach((name, account) -> {
            String kind = AccountForm.of(account).map(AccountForm::word).orElse("unknown");
            say(name + " " + account.get("role") + " " + kind);
        });
    }

    private void say(String line) {
        spec.commandLine().getOut().println(Terminal.harmless(line));
    }

    private void set(UserFile users, String name) throws CommandFailure {
        if (name.isEmpty() || name.length() > LONGEST_AUTHID) {
            throw CommandFailure.usage("found an authid of " + name.length() + " characters (expected 1 to 255)");
        }
        Optional<Map<String, @Nullable Object>> present = users.account(name);
        Optional<String> wantedRole = Optional.ofNullable(Flags.valueOf(role))
                .or(() -> present.map(account -> String.valueOf(account.get("role"))));
        if (wantedRole.isEmpty()) {
            throw CommandFailure.usage("the role is missing (expected --role for the new user " + name + ")");
        }
        AccountForm wanted = wanted(users, present);
        Map<String, @Nullable Object> account = new LinkedHashMap<>();
        present.filter(old -> AccountForm.of(old).equals(Optional.of(wanted))).ifPresent(account::putAll);
        account.putAll(wanted.account(password()));
        account.put("role", wantedRole.get());
        users.put(name, account);
        users.write();
        say(name + (present.isPresent() ? ": changed" : ": added"));
    }

    private AccountForm wanted(UserFile users, Optional<Map<String, @Nullable Object>> present) throws CommandFailure {
        @Nullable String named = Flags.valueOf(form);
        if (named == null) {
            return present.flatMap(AccountForm::of).or(users::form).orElse(AccountForm.SCRAM);
        }
        return AccountForm.ofWord(named)
                .orElseThrow(() -> CommandFailure.usage(
                        "--form: found \"" + named + "\" (expected scram, crossbar-scram or wampcra)"));
    }

    private String password() throws CommandFailure {
        try {
            return input.readNew("password")
                    .orElseThrow(() -> CommandFailure.usage(
                            "the password is missing (expected the first line of standard input)"));
        } catch (IOException e) {
            throw CommandFailure.usage("standard input cannot be read: " + e.getMessage());
        }
    }
}
