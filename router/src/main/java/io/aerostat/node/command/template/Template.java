package io.aerostat.node.command.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The templates that this program contains. The files of each template are in a folder of the program's resources. */
enum Template {
    MINIMAL("minimal", List.of("config.json")),
    CROSSBAR("crossbar-like", List.of(".crossbar/config.json", "web/index.html", "README.md"));

    /** The template whose files are those of the distribution. */
    static final String BALLOON = "balloon";

    private final String title;
    private final List<String> files;

    Template(String title, List<String> files) {
        this.title = title;
        this.files = files;
    }

    List<String> files() {
        return files;
    }

    String resource(String file) {
        return "/templates/" + title + "/" + file;
    }

    static Optional<Template> of(String title) {
        return Stream.of(values())
                .filter(template -> template.title.equals(title))
                .findFirst();
    }
}
