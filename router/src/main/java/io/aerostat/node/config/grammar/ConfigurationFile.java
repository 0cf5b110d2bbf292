package io.aerostat.node.config.grammar;

import io.aerostat.node.config.HeapAdvice;
import io.aerostat.node.config.Management;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.located.LocatedJson;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.LocatedYaml;
import io.aerostat.node.config.located.Location;
import io.aerostat.node.config.located.Problem;
import io.aerostat.node.config.located.Problems;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.config.reading.SystemCharsets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of reading a configuration file: its configuration, or its problems.
 *
 * @param name the file, as the user wrote it
 * @param configuration the configuration; empty if there are problems
 * @param problems everything that is wrong, in the order of the file
 * @param notices keys that are valid but have no effect
 * @param warnings reasons why a part of the node could never start or work: the node starts without that part, and
 *     {@code check} fails
 */
public record ConfigurationFile(
        String name,
        Optional<NodeConfiguration> configuration,
        List<Problem> problems,
        List<Problem> notices,
        List<Problem> warnings) {

    /**
     * The size of the largest file that is read. Real configurations are much smaller, but a huge file named by mistake
     * must not fill the memory.
     */
    private static final long LARGEST_FILE = 16 * 1024 * 1024;

    /** The file with the private key of a Crossbar.io node, in the folder of the configuration. */
    private static final String NODE_KEY = "key.priv";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Reads a file in the environment of this process. Never fails: an unreadable file is reported as a problem. */
    public static ConfigurationFile read(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        Problems problems = new Problems();
        Problems notices = new Problems();
        Problems warnings = new Problems();
        Optional<NodeConfiguration> configuration = text(file, problems)
                .flatMap(text -> parse(
                        located(file.toString(), text, problems),
                        problems,
                        notices,
                        warnings,
                        Surroundings.of(folder)));
        Path absolute = file.toAbsolutePath().normalize();
        return result(
                file.toString(),
                configuration.map(
                        node -> node.withPrivateFile(absolute).withPrivateFile(absolute.resolveSibling(NODE_KEY))),
                problems,
                notices,
                warnings);
    }

    /**
     * Reads only the management options, even if the rest of the file has problems: the node may be running with an
     * earlier content of the file.
     *
     * @return empty if the file cannot be read, is not JSON, or has a problem in the management options
     */
    public static Optional<Management> management(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        Problems problems = new Problems();
        return text(file, problems)
                .flatMap(text -> located(file.toString(), text, problems))
                .flatMap(node -> ControllerGrammar.management(
                        node, Reading.start(problems, new Problems(), new Problems(), Surroundings.of(folder))));
    }

    /** Reads a text as if it were in a file of this name. */
    public static ConfigurationFile read(String name, String text, Surroundings surroundings) {
        Problems problems = new Problems();
        Problems notices = new Problems();
        Problems warnings = new Problems();
        Optional<NodeConfiguration> configuration =
                parse(located(name, text, problems), problems, notices, warnings, surroundings);
        return result(name, configuration, problems, notices, warnings);
    }

    private static ConfigurationFile result(
            String name,
            Optional<NodeConfiguration> configuration,
            Problems problems,
            Problems notices,
            Problems warnings) {
        return new ConfigurationFile(
                name,
                configuration.filter(any -> problems.isEmpty()),
                problems.inFileOrder(),
                notices.inFileOrder(),
                warnings.inFileOrder());
    }

    private static Optional<NodeConfiguration> parse(
            Optional<LocatedValue> located,
            Problems problems,
            Problems notices,
            Problems warnings,
            Surroundings surroundings) {
        Reading reading = Reading.start(problems, notices, warnings, surroundings);
        return located.flatMap(value -> NodeGrammar.NODE
                .read(value, reading)
                .map(node -> value instanceof LocatedObject file
                        ? node.shownAs(ShownConfiguration.of(file, reading.secrets()))
                        : node));
    }

    /** Parses a text as YAML if its file has the extension of YAML files, otherwise as JSON. */
    private static Optional<LocatedValue> located(String name, String text, Problems problems) {
        String content = withoutMark(text);
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? LocatedYaml.parse(content, problems)
                : LocatedJson.parse(content, problems);
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Optional<String> text(Path file, Problems problems) {
        try {
            if (Files.isDirectory(file)) {
                problems.add(Location.START, "", "found a folder (expected a configuration file)");
            } else if (Files.size(file) > LARGEST_FILE) {
                problems.add(Location.START, "", "found more than 16 MiB (expected a configuration file)");
            } else {
                return decode(Files.readAllBytes(file), problems);
            }
        } catch (NoSuchFileException missing) {
            String why = SystemCharsets.ofThisProcess()
                    .damage(file.toAbsolutePath().toString())
                    .map(damage -> ", or its path cannot be read: " + damage)
                    .orElse("");
            problems.add(Location.START, "", "there is no such file" + why);
        } catch (AccessDeniedException denied) {
            problems.add(Location.START, "", "the file cannot be read: permission denied");
        } catch (IOException unreadable) {
            problems.add(Location.START, "", "the file cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> decode(byte[] bytes, Problems problems) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            String before = text.toString();
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            problems.add(new Location(line, column), "", "found bytes that are not UTF-8 (expected text in UTF-8)");
            return Optional.empty();
        }
        return Optional.of(text.toString());
    }

    /** Returns the problems as lines for the user. */
    public List<String> problemLines() {
        return problems.stream().map(problem -> problem.line(name)).toList();
    }

    /** Returns the warnings as lines for the user. */
    public List<String> warningLines() {
        return warnings.stream().map(warning -> warning.line(name)).toList();
    }

    /** Returns the notices as lines for the user. */
    public List<String> noticeLines() {
        return Stream.concat(
                        notices.stream().map(notice -> notice.line(name)),
                        configuration.map(HeapAdvice::of).orElse(List.of()).stream()
                                .map(advice -> advice.origin().line(name, advice.message())))
                .toList();
    }
}
