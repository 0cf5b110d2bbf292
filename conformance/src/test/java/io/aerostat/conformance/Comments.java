package io.aerostat.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Separates the comments of a file from its code. Stateless. */
final class Comments {
    private static final Pattern STRING = Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"");

    private Comments() {}

    /**
     * Returns the comment in each line. In a file that consists only of text, such as a page, the comment is the whole
     * line.
     */
    static List<String> of(Path file, List<String> lines) {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.(java|js|mjs|css)")) {
            return ofBlocks(lines);
        }
        return name.matches(".*\\.(sh|py|yml)")
                ? lines.stream().map(line -> after("#", line)).toList()
                : lines;
    }

    private static List<String> ofBlocks(List<String> lines) {
        List<String> comments = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            String code = inside ? line : withoutStrings(line);
            int begin = inside ? 0 : code.indexOf("/*");
            comments.add(begin < 0 ? after("//", line) : code.substring(begin));
            inside = begin >= 0 && code.indexOf("*/", begin) < 0;
        }
        return comments;
    }

    private static String after(String mark, String line) {
        String code = withoutStrings(line);
        int begin = code.indexOf(mark);
        return begin < 0 ? "" : code.substring(begin);
    }

    private static String withoutStrings(String line) {
        return STRING.matcher(line).replaceAll(Matcher.quoteReplacement("\"\""));
    }
}
