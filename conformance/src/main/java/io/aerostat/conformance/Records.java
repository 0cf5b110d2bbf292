package io.aerostat.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The outcomes of the tests of one build, as the modules of a project have recorded them.
 *
 * @param executions the executions, in the order of modules and files
 * @param silent the classes that cite items but whose tests did not run in this build
 */
record Records(List<Execution> executions, Set<String> silent) {
    private static final String CITATION = "@Conformance(";
    private static final String OWN_SOURCE = "src/main/java/io/aerostat/conformance/Conformance.java";

    Records {
        executions = List.copyOf(executions);
        silent = new TreeSet<>(silent);
    }

    /**
     * Reads the records.
     *
     * @param root the folder of the modules
     * @param buildStart the time at which the build began; older records belong to another build and are ignored
     */
    static Records read(Path root, Instant buildStart) throws IOException {
        List<Execution> executions = new ArrayList<>();
        Set<String> silent = new TreeSet<>();
        for (Path module : modules(root)) {
            List<Execution> own = executions(module.resolve("target/conformance"), buildStart);
            executions.addAll(own);
            silent.addAll(citingClasses(module.resolve("src/test/java")));
            silent.removeAll(classes(own));
        }
        return new Records(executions, silent);
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    // This module is left out, because the citations in its tests are only examples.
                    .filter(folder -> !Files.exists(folder.resolve(OWN_SOURCE)))
                    .sorted()
                    .toList();
        }
    }

    private static List<Execution> executions(Path folder, Instant buildStart) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Execution> executions = new ArrayList<>();
        try (Stream<Path> listed = Files.list(folder)) {
            for (Path file : listed.sorted().toList()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(buildStart)) {
                    Files.readAllLines(file, UTF_8).forEach(line -> executions.add(Execution.of(line)));
                }
            }
        }
        return executions;
    }

    /** Returns the classes whose source files cite items. */
    private static List<String> citingClasses(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        List<String> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Records::isClass).toList()) {
                if (Files.readString(file, UTF_8).contains(CITATION)) {
                    String name = sources.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), ".");
                    classes.add(name.substring(0, name.length() - ".java".length()));
                }
            }
        }
        return classes;
    }

    /** Checks whether a file is a class. A package-info file is not one: its citations are examples. */
    private static boolean isClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("package-info.java");
    }

    private static Set<String> classes(List<Execution> executions) {
        Set<String> classes = new HashSet<>();
        for (Execution execution : executions) {
            classes.add(outermost(execution.testClass()));
            classes.add(outermost(execution.declaringClass()));
        }
        return classes;
    }

    private static String outermost(String binaryName) {
        int nested = binaryName.indexOf('$');
        return nested < 0 ? binaryName : binaryName.substring(0, nested);
    }
}
