package io.aerostat.node.command.file;

import io.aerostat.command.value.JsonText;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The formats of a configuration file, by the ending of its name. */
enum FileFormat {
    JSON {
        @Override
        @Nullable
        Object read(String text) {
            return JsonText.read(text);
        }

        @Override
        String write(@Nullable Object value) {
            return JsonText.writePretty(value) + "\n";
        }

        @Override
        Path beside(Path file) {
            return replaced(file, ".yaml");
        }
    },
    YAML {
        @Override
        @Nullable
        Object read(String text) {
            return YamlText.read(text);
        }

        @Override
        String write(@Nullable Object value) {
            return YamlText.write(value);
        }

        @Override
        Path beside(Path file) {
            return replaced(file, ".json");
        }
    };

    /**
     * Reads a text as maps, lists and scalars.
     *
     * @throws IllegalArgumentException if the text is not of this format
     */
    abstract @Nullable Object read(String text);

    /** Returns a value as a text of this format. */
    abstract String write(@Nullable Object value);

    /** Returns the path that a file of this format gets when it is converted to the other format. */
    abstract Path beside(Path file);

    FileFormat other() {
        return this == JSON ? YAML : JSON;
    }

    static Optional<FileFormat> of(Path file) {
        String name = file.toString();
        if (name.endsWith(".json")) {
            return Optional.of(JSON);
        }
        return name.endsWith(".yaml") || name.endsWith(".yml") ? Optional.of(YAML) : Optional.empty();
    }

    private static Path replaced(Path file, String ending) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
    }
}
