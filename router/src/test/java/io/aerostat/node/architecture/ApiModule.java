package io.aerostat.node.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DirectiveTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.RequiresTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A module of this project that exports packages to all modules, according to its {@code module-info.java}. */
enum ApiModule {
    PROTOCOL("wamp-protocol"),
    CLIENT("wamp-client"),
    ROUTER("router-core"),
    MQTT("mqtt"),
    STORE("store"),
    CLUSTER("cluster"),
    JWT("jwt"),
    METRICS("metrics"),
    VALIDATION("validation"),
    SCHEMA("schema"),
    JACKSON2("jackson2"),
    TEST("aerostat-test");

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private final String folder;

    ApiModule(String folder) {
        this.folder = folder;
    }

    /** Returns the folder of the module in the project. */
    String folder() {
        return folder;
    }

    /** Returns the committed listing of the module's API. */
    Path listing() {
        return PROJECT.resolve("docs/api").resolve(folder + ".txt");
    }

    /** Returns the packages that the module exports to all modules, sorted. */
    List<String> exportedPackages() throws IOException {
        List<String> packages = new ArrayList<>();
        for (DirectiveTree directive : directives()) {
            if (directive instanceof ExportsTree exports && exports.getModuleNames() == null) {
                packages.add(exports.getPackageName().toString());
            }
        }
        packages.sort(null);
        return packages;
    }

    /** Returns the modules whose exports are visible to every module that requires this one. */
    List<String> transitiveModules() throws IOException {
        List<String> modules = new ArrayList<>();
        for (DirectiveTree directive : directives()) {
            if (directive instanceof RequiresTree requires && requires.isTransitive()) {
                modules.add(requires.getModuleName().toString());
            }
        }
        return modules;
    }

    private List<? extends DirectiveTree> directives() throws IOException {
        return parse(List.of(sources().resolve("module-info.java")))
                .parsed()
                .get(0)
                .getModule()
                .getDirectives();
    }

    /** Returns the source files of an exported package, sorted. */
    List<Path> sourcesOf(String packageName) throws IOException {
        try (Stream<Path> files = Files.list(sources().resolve(packageName.replace('.', '/')))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the public top-level types of an exported package, sorted by name. */
    List<Class<?>> typesOf(String packageName) throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (Path file : sourcesOf(packageName)) {
            String name = file.getFileName().toString().replace(".java", "");
            if (name.equals("package-info")) {
                continue;
            }
            Class<?> type = Class.forName(packageName + "." + name, false, ApiModule.class.getClassLoader());
            if (ApiListing.isVisible(type.getModifiers())) {
                types.add(type);
            }
        }
        return types;
    }

    private Path sources() {
        return PROJECT.resolve(folder).resolve("src/main/java");
    }

    /** Source files and the compiler that has parsed them. */
    record Parsed(JavacTask task, List<CompilationUnitTree> parsed) {}

    static Parsed parse(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return new Parsed(task, units);
        }
    }
}
