package io.aerostat.command.connection;

import io.aerostat.command.line.CommandFailure;
import io.aerostat.command.value.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of named connections: {@code {"default": "NAME", "profiles": {"NAME": {"url": …, "realm": …}}}}. The keys of a
 * profile are the options of a connection without their dashes; the paths of files are relative to the folder of the
 * profile file.
 *
 * @param file the file, which errors name
 * @param defaultName the profile for commands that name no profile
 * @param profiles the settings of each profile, by its name
 */
record ProfileFile(Path file, Optional<String> defaultName, Map<String, Map<Setting, List<String>>> profiles) {
    private static final long LARGEST = 1024 * 1024;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    /**
     * Reads a file.
     *
     * @param mustExist whether a missing file is a failure; if not, a missing file has no profiles
     * @param err receives a warning if other users can read a secret in the file
     */
    static ProfileFile read(Path file, boolean mustExist, PrintWriter err) throws CommandFailure {
        String text;
        try {
            if (Files.size(file) > LARGEST) {
                throw CommandFailure.usage(file + ": found more than 1 MiB (expected a file of profiles)");
            }
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            if (mustExist) {
                throw CommandFailure.usage(file + ": there is no such file");
            }
            return new ProfileFile(file, Optional.empty(), Map.of());
        } catch (IOException e) {
            throw CommandFailure.usage(file + ": the file cannot be read: " + e.getMessage());
        }
        ProfileFile profiles = parse(file, text);
        profiles.warnOfReaders(err);
        return profiles;
    }

    private static ProfileFile parse(Path file, String text) throws CommandFailure {
        Map<String, @Nullable Object> root;
        try {
            root = JsonText.readObject(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(file + ": " + e.getMessage());
        }
        Optional<String> defaultName = Optional.empty();
        Map<String, Map<Setting, List<String>>> profiles = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : root.entrySet()) {
            if (entry.getKey().equals("default") && entry.getValue() instanceof String name) {
                defaultName = Optional.of(name);
            } else if (entry.getKey().equals("profiles") && entry.getValue() instanceof Map<?, ?> named) {
                for (Map.Entry<?, ?> profile : named.entrySet()) {
                    String name = String.valueOf(profile.getKey());
                    profiles.put(name, profile(file, "profiles." + name, profile.getValue()));
                }
            } else {
                throw CommandFailure.usage(file + ": " + entry.getKey()
                        + ": found an unknown key or a wrong value (expected \"default\", a text, and \"profiles\", an"
                        + " object)");
            }
        }
        return new ProfileFile(file, defaultName, profiles);
    }

    private static Map<Setting, List<String>> profile(Path file, String path, @Nullable Object value)
            throws CommandFailure {
        if (!(value instanceof Map<?, ?> map)) {
            throw CommandFailure.usage(file + ": " + path + ": found another value (expected an object)");
        }
        Map<Setting, List<String>> profile = new EnumMap<>(Setting.class);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Setting setting = Setting.ofKey(key)
                    .orElseThrow(() -> CommandFailure.usage(file + ": " + path + "." + key
                            + ": found an unknown key (expected an option of a connection without its dashes)"));
            List<String> texts = texts(setting, entry.getValue())
                    .orElseThrow(() -> CommandFailure.usage(file + ": " + path + "." + key
                            + ": found a wrong value (expected " + expected(setting) + ")"));
            profile.put(
                    setting,
                    setting.isFile()
                            ? texts.stream().map(text -> besides(file, text)).toList()
                            : texts);
        }
        return profile;
    }

    private static Optional<List<String>> texts(Setting setting, @Nullable Object value) {
        return switch (setting.form()) {
            case FLAG ->
                value instanceof Boolean flag ? Optional.of(flag ? List.of("true") : List.of()) : Optional.empty();
            case TEXT -> value instanceof String text ? Optional.of(List.of(text)) : Optional.empty();
            case LIST ->
                value instanceof String text
                        ? Optional.of(List.of(text))
                        : value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                                ? Optional.of(list.stream().map(String::valueOf).toList())
                                : Optional.empty();
        };
    }

    private static String expected(Setting setting) {
        return switch (setting.form()) {
            case FLAG -> "true or false";
            case TEXT -> "a text";
            case LIST -> "a text or a list of texts";
        };
    }

    private static String besides(Path file, String name) {
        return name.equals("-")
                ? name
                : file.toAbsolutePath().resolveSibling(name).normalize().toString();
    }

    private void warnOfReaders(PrintWriter err) {
        boolean hasSecret = profiles.values().stream().anyMatch(profile -> profile.containsKey(Setting.SECRET));
        try {
            if (hasSecret && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                err.println("warning: " + file + " holds a secret, and other users can read it (expected mode 600)");
            }
        } catch (IOException | UnsupportedOperationException e) {
            // The file system has no POSIX permissions, so there is nothing to warn of.
            return;
        }
    }

    /** Returns the settings of the named profile, or of the default profile if no profile is named. */
    Map<Setting, List<String>> settings(Optional<String> named) throws CommandFailure {
        Optional<String> name = named.or(() -> defaultName);
        if (name.isEmpty()) {
            return Map.of();
        }
        Map<Setting, List<String>> profile = profiles.get(name.get());
        if (profile == null) {
            throw CommandFailure.usage(
                    file + ": found no profile \"" + name.get() + "\" (expected one of " + profiles.keySet() + ")");
        }
        return profile;
    }

    /** Leaves out the settings, which may hold secrets. */
    @Override
    public String toString() {
        return "ProfileFile[" + file + "]";
    }
}
