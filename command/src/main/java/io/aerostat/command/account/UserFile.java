package io.aerostat.command.account;

import io.aerostat.command.file.WholeFile;
import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.line.ExitCode;
import io.aerostat.command.value.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON file of accounts by authid. Its errors never quote the file, which holds secrets. */
final class UserFile {
    private static final long LARGEST = 64 * 1024 * 1024;

    private final Path path;
    private final Map<String, Map<String, @Nullable Object>> accounts;

    private UserFile(Path path, Map<String, Map<String, @Nullable Object>> accounts) {
        this.path = path;
        this.accounts = accounts;
    }

    /** Reads a file; a missing file has no users. */
    static UserFile read(String name) throws CommandFailure {
        Map<String, Map<String, @Nullable Object>> accounts = new LinkedHashMap<>();
        try {
            Path path = Path.of(name);
            if (Files.size(path) > LARGEST) {
                throw new CommandFailure(ExitCode.FAILED, name + ": found more than 64 MiB (expected a file of users)");
            }
            Map<String, @Nullable Object> root = JsonText.readObject(Files.readString(path, StandardCharsets.UTF_8));
            for (Map.Entry<String, @Nullable Object> entry : root.entrySet()) {
                accounts.put(entry.getKey(), account(name, entry.getKey(), entry.getValue()));
            }
            return new UserFile(path, accounts);
        } catch (NoSuchFileException e) {
            return new UserFile(Path.of(name), accounts);
        } catch (InvalidPathException e) {
            throw CommandFailure.usage(name + ": found a name that is no path");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, name + ": the file cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, name + ": found something else than a JSON object without duplicate keys");
        }
    }

    private static Map<String, @Nullable Object> account(String file, String authid, @Nullable Object value)
            throws CommandFailure {
        if (!(value instanceof Map<?, ?> map)) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + ": " + authid + ": found another value (expected an object with a role)");
        }
        Map<String, @Nullable Object> account = new LinkedHashMap<>();
        map.forEach((key, item) -> account.put(String.valueOf(key), item));
        return account;
    }

    Map<String, Map<String, @Nullable Object>> accounts() {
        return accounts;
    }

    Optional<Map<String, @Nullable Object>> account(String authid) {
        return Optional.ofNullable(accounts.get(authid));
    }

    /** Returns the form of the first account. */
    Optional<AccountForm> form() {
        return accounts.values().stream().findFirst().flatMap(AccountForm::of);
    }

    void put(String authid, Map<String, @Nullable Object> account) {
        accounts.put(authid, account);
    }

    void remove(String authid) throws CommandFailure {
        if (accounts.remove(authid) == null) {
            throw new CommandFailure(ExitCode.FAILED, path + ": found no user " + authid);
        }
    }

    void write() throws CommandFailure {
        try {
            WholeFile.replace(path, JsonText.writePretty(accounts) + "\n");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, path + ": the file cannot be written: " + e.getMessage());
        }
    }

    /** Leaves out the accounts, which hold secrets. */
    @Override
    public String toString() {
        return "UserFile[" + path + "]";
    }
}
