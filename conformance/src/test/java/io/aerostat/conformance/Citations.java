package io.aerostat.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds citations without a target: ids of conformance items, numbers of decisions, paths and headings of pages, links
 * between pages, and the class names in {@code docs/design.md}. The target of a citation must be in the repository, or
 * be a section of a published specification.
 */
final class Citations {
    private static final Pattern ID = Pattern.compile("\\b(?:(A|[A-Z][A-Z0-9]{1,3})-\\d{1,3}|P\\d{1,2})\\b(?!-\\d)");
    /** The first parts of words that look like ids of items but are something else, such as {@code UTF-8}. */
    private static final Set<String> NAMES = Set.of("UTF", "SHA", "AES", "BSD", "EIP", "EPL");

    private static final Pattern DECISION =
            Pattern.compile("docs/adr/(\\d+)|\\badr/(\\d{4})|\\b(?:decision|decisions|ADR) (\\d+)\\b");
    private static final Pattern PAGE = Pattern.compile("\\bdocs/((?:[\\w-]+/)*[\\w-]+\\.md)(?:#([\\w-]+))?");
    private static final Pattern PUBLISHED =
            Pattern.compile("(?:RFC \\d+|specification),? §[\\d.]*\\d(?:(?:,| and) §[\\d.]*\\d)*");
    private static final Pattern OUTSIDE = Pattern.compile("(?<![\\w./-])(?:/work/|\\.\\./shared/)|\\bissue #?\\d+\\b");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z][A-Za-z0-9]*)(?:[.#]\\w+)?(?:\\(\\))?`");

    private final Repository repository;
    private final Set<String> items;
    private final List<String> problems = new ArrayList<>();

    private Citations(Repository repository, Catalogue catalogue) {
        this.repository = repository;
        this.items = catalogue.items().stream().map(Item::id).collect(Collectors.toSet());
    }

    /** Returns a line for each citation without a target, with file and line number. */
    static List<String> problems(Repository repository, Catalogue catalogue) {
        Citations citations = new Citations(repository, catalogue);
        repository.files().forEach(citations::checkLines);
        repository.files("md").forEach(citations::checkPage);
        citations.checkDesign();
        return citations.problems;
    }

    private void checkLines(Path file, List<String> lines) {
        if (file.endsWith("CitationsTest.java") || file.endsWith("package-lock.json")) {
            return;
        }
        List<String> comments = Comments.of(file, lines);
        for (int i = 0; i < lines.size(); i++) {
            Place place = new Place(file, i + 1);
            checkItems(place, comments.get(i));
            checkSections(place, i == 0 ? "" : comments.get(i - 1), comments.get(i));
            checkOutside(place, comments.get(i));
            checkDecisions(place, lines.get(i));
            checkPages(place, lines.get(i));
        }
    }

    private void checkItems(Place place, String line) {
        Matcher id = ID.matcher(line);
        while (id.find()) {
            boolean isName = id.group(1) != null && NAMES.contains(id.group(1));
            if (!isName && !items.contains(id.group())) {
                report(place, "an item that is not in items.tsv", id.group());
            }
        }
    }

    private void checkDecisions(Place place, String line) {
        Matcher decision = DECISION.matcher(line);
        while (decision.find()) {
            int number = Integer.parseInt(Stream.of(decision.group(1), decision.group(2), decision.group(3))
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow());
            if (!existsDecision(number)) {
                report(place, "a decision that is not in docs/adr", decision.group());
            }
        }
    }

    private boolean existsDecision(int number) {
        String prefix = String.format("%04d-", number);
        try (Stream<Path> records = Files.list(repository.resolve("docs/adr"))) {
            return records.anyMatch(file -> file.getFileName().toString().startsWith(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkPages(Place place, String line) {
        Matcher page = PAGE.matcher(line);
        while (page.find()) {
            checkTarget(place, repository.resolve("docs/" + page.group(1)), page.group(2), page.group());
        }
    }

    /** Checks citations of sections. A citation may begin at the end of the previous line. */
    private void checkSections(Place place, String before, String line) {
        String start = text(before) + " ";
        String both = start + text(line);
        BitSet published = new BitSet();
        PUBLISHED.matcher(both).results().forEach(citation -> published.set(citation.start(), citation.end()));
        for (int at = both.indexOf('§', start.length()); at >= 0; at = both.indexOf('§', at + 1)) {
            if (!published.get(at)) {
                report(place, "a section of something that is neither an RFC nor the specification", line.strip());
                return;
            }
        }
    }

    /** Returns a line of a comment without the characters that mark the comment. */
    private static String text(String line) {
        return line.strip().replaceFirst("^(?:\\*|//|#)\\s*", "");
    }

    private void checkOutside(Place place, String line) {
        if (OUTSIDE.matcher(line).find()) {
            report(place, "what is outside of the repository", line.strip());
        }
    }

    private void checkPage(Path file, List<String> lines) {
        for (MarkdownPage.Link link : new MarkdownPage(lines).links()) {
            if (!link.target().matches("[a-z]+:.*")) {
                String[] parts = link.target().split("#", 2);
                Path target = parts[0].isEmpty()
                        ? file
                        : file.resolveSibling(parts[0]).normalize();
                checkTarget(new Place(file, link.line()), target, parts.length > 1 ? parts[1] : null, link.target());
            }
        }
    }

    private void checkTarget(Place place, Path target, String anchor, String cited) {
        if (!Files.exists(target)) {
            report(place, "a page or file that does not exist", cited);
        } else if (anchor != null) {
            List<String> lines = repository.files().get(target);
            if (lines == null || !new MarkdownPage(lines).anchors().contains(anchor)) {
                report(place, "a heading that does not exist", cited);
            }
        }
    }

    /** Checks that the design page names only classes that exist, because a class may have been renamed. */
    private void checkDesign() {
        Path design = repository.resolve("docs/design.md");
        List<String> lines = repository.files().getOrDefault(design, List.of());
        Set<String> classes = repository.files("java").keySet().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        for (int i = 0; i < lines.size(); i++) {
            Matcher name = CLASS.matcher(lines.get(i));
            while (name.find()) {
                if (!classes.contains(name.group(1))) {
                    report(new Place(design, i + 1), "a class that does not exist", name.group(1));
                }
            }
        }
    }

    private record Place(Path file, int line) {}

    private void report(Place place, String what, String cited) {
        problems.add(repository.name(place.file()) + ":" + place.line() + ": cites " + what + ": " + cited);
    }
}
