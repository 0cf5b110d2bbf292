package io.aerostat.node.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in a page of the documentation.
 *
 * @param page the page, relative to the project's folder
 * @param number the number of the block among the blocks of its language in the page; the first is 1
 * @param code the content of the block
 */
record Snippet(Path page, int number, String code) {
    static final Path PROJECT = Path.of("..");

    private static final Pattern TYPE =
            Pattern.compile("(?m)^public (?:final )?(?:class|interface|record|enum) (\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    /** Returns all pages of the documentation. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"));
                Stream<Path> top = Files.list(PROJECT)) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(PROJECT::relativize)
                    .sorted()
                    .toList();
        }
    }

    /** Returns the blocks of one language in a page. */
    static List<Snippet> in(Path page, String language) {
        try {
            List<String> blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(PROJECT.resolve(page)))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
            return Stream.iterate(1, number -> number + 1)
                    .limit(blocks.size())
                    .map(number -> new Snippet(page, number, blocks.get(number - 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the simple name of the public class in the block; an empty text for a fragment. */
    String className() {
        Matcher type = TYPE.matcher(code);
        return type.find() ? type.group(1) : "";
    }

    String packageName() {
        Matcher name = PACKAGE.matcher(code);
        return name.find() ? name.group(1) : "";
    }

    @Override
    public String toString() {
        return page + ", block " + number;
    }
}
