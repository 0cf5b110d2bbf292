package io.aerostat.command.value;

import io.aerostat.command.line.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a request, from words of the command line. Each word is a positional argument; {@code NAME=WORD} is a
 * keyword argument. A word is read as JSON; {@code @FILE} is a binary value with the bytes of a file. A word that is
 * not JSON is a text. But a word that begins like an object, a list or a text of JSON must be JSON.
 *
 * @param args positional arguments
 * @param kwargs keyword arguments
 */
public record PayloadArguments(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
    /** The size of the largest file that is sent; a router accepts no larger message. */
    private static final long LARGEST_FILE = 16 * 1024 * 1024;

    private static final Pattern KEYWORD = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=(.*)", Pattern.DOTALL);

    /** Reads words of the command line. */
    public static PayloadArguments of(List<String> words) throws CommandFailure {
        List<@Nullable Object> args = new ArrayList<>();
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        for (String word : words) {
            Matcher keyword = KEYWORD.matcher(word);
            if (!keyword.matches()) {
                args.add(value(word));
            } else if (kwargs.containsKey(keyword.group(1))) {
                throw CommandFailure.usage("found the keyword argument " + keyword.group(1) + " twice (expected once)");
            } else {
                kwargs.put(keyword.group(1), value(keyword.group(2)));
            }
        }
        return new PayloadArguments(args, kwargs);
    }

    /** Returns this payload with one more positional argument: the line's value in JSON, or the line as a text. */
    public PayloadArguments and(String line) {
        List<@Nullable Object> more = new ArrayList<>(args);
        try {
            more.add(JsonText.read(line));
        } catch (IllegalArgumentException e) {
            more.add(line);
        }
        return new PayloadArguments(more, kwargs);
    }

    private static @Nullable Object value(String word) throws CommandFailure {
        if (word.startsWith("@") && word.length() > 1) {
            return bytes(word.substring(1));
        }
        try {
            return JsonText.read(word);
        } catch (IllegalArgumentException e) {
            if (!word.isEmpty() && "{[\"".indexOf(word.charAt(0)) >= 0) {
                throw CommandFailure.usage("argument " + word + ": " + e.getMessage());
            }
            return word;
        }
    }

    private static byte[] bytes(String name) throws CommandFailure {
        try {
            Path file = Path.of(name);
            if (Files.size(file) > LARGEST_FILE) {
                throw CommandFailure.usage(name + ": found more than 16 MiB (expected a file that fits a message)");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage("@" + name + ": there is no such file");
        } catch (IOException | InvalidPathException e) {
            throw CommandFailure.usage("@" + name + ": the file cannot be read: " + e.getMessage());
        }
    }
}
