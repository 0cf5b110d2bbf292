package io.aerostat.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page: the anchors of its headings, its links, and its lines outside of code blocks. Immutable. */
final class MarkdownPage {
    /** A link with the number of its line. */
    record Link(int line, String target) {}

    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.+?) *#*");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)>?(?: \"[^\"]*\")?\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private final List<String> lines;

    MarkdownPage(List<String> lines) {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            boolean fence = FENCE.matcher(line).matches();
            prose.add(code || fence ? "" : line);
            code ^= fence;
        }
        this.lines = List.copyOf(prose);
    }

    /** Returns the lines of the page. Lines in code blocks are replaced by empty lines. */
    List<String> prose() {
        return lines;
    }

    /** Returns the anchors that GitHub gives to the headings. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = anchor(heading.group(1));
                String unique = anchor;
                for (int i = 1; !anchors.add(unique); i++) {
                    unique = anchor + "-" + i;
                }
            }
        }
        return anchors;
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher link = LINK.matcher(CODE.matcher(lines.get(i)).replaceAll("code"));
            while (link.find()) {
                links.add(new Link(i + 1, link.group(1)));
            }
        }
        return links;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\]\\([^)]*\\)", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replace(' ', '-');
    }
}
