package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.located.LocatedJson;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.Location;
import io.aerostat.node.config.located.Paths;
import io.aerostat.node.config.located.Problem;
import io.aerostat.node.config.located.Problems;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.validation.InvalidSchemaFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file with a JSON Schema, or with the description of a contract, that a configuration names.
 *
 * @param content the content, with the places of its values
 */
record SchemaFile(Path file, String text, LocatedValue content) {
    private static final long LARGEST_FILE = 4 * 1024 * 1024;

    /** Returns the type of the name of a JSON file. The content of the file is not yet checked against JSON Schema. */
    static ValueType<SchemaFile> named(String expected) {
        return path(words(expected)).checked((path, at) -> {
            Path file = at.reading().resolve(path);
            Problems problems = new Problems();
            try {
                if (Files.size(file) > LARGEST_FILE) {
                    at.problem("found \"" + path + "\" of more than 4 MiB (expected " + expected + ")");
                    return Optional.empty();
                }
                String text = Files.readString(file);
                Optional<SchemaFile> read =
                        LocatedJson.parse(text, problems).map(content -> new SchemaFile(file, text, content));
                problems.inFileOrder().forEach(problem -> at.problem(problem.line(file.toString())));
                return problems.isEmpty() ? read : Optional.empty();
            } catch (CharacterCodingException e) {
                at.problem("found \"" + path + "\" with bytes that are not UTF-8 (expected " + expected + ")");
            } catch (IOException | SecurityException e) {
                at.problem("found \"" + path + "\" (expected " + expected + "; " + file
                        + (Files.exists(file) ? " cannot be read)" : " does not exist)"));
            }
            return Optional.empty();
        });
    }

    /** Returns a problem as a line for the user, with the place in this file. */
    String line(InvalidSchemaFileException.Problem problem) {
        LocatedValue value = content;
        Location at = content.at();
        String path = "";
        for (String token : tokens(problem.pointer())) {
            String key = token.replace("~1", "/").replace("~0", "~");
            boolean isItem = !value.items().isEmpty();
            path = isItem ? Paths.item(path, Integer.parseInt(key)) : Paths.member(path, key);
            Optional<LocatedValue> inner =
                    isItem ? Optional.of(value.items().get(Integer.parseInt(key))) : value.member(key);
            if (inner.isEmpty()) {
                break;
            }
            at = keyPlace(value, key).orElse(inner.get().at());
            value = inner.get();
        }
        return new Problem(at, path, problem.message()).line(file.toString());
    }

    /** Returns the parts of a JSON Pointer, which begins with a slash unless it is empty. */
    private static List<String> tokens(String pointer) {
        return pointer.isEmpty() ? List.of() : List.of(pointer.substring(1).split("/", -1));
    }

    private static Optional<Location> keyPlace(LocatedValue value, String key) {
        return value instanceof LocatedObject object
                ? object.members().stream()
                        .filter(member -> member.key().equals(key))
                        .map(LocatedObject.Member::keyAt)
                        .findFirst()
                : Optional.empty();
    }
}
