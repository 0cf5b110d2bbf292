package io.aerostat.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The paths of the programs that the tests run. A system property can name another path for each. */
public final class Surroundings {

    private static final Path ROOT = path("aerostat.root", "..");
    private static final Path OUTPUT = path("aerostat.output", "target");

    private Surroundings() {}

    /** Returns the project's folder. */
    public static Path root() {
        return ROOT;
    }

    public static Path routerJar() {
        Path jar = System.getProperty("aerostat.router.jar") == null
                ? ROOT.resolve("router/target/router.jar")
                : path("aerostat.router.jar", "");
        return present(jar, "build it with `mvn package`");
    }

    /** Returns the second JDK for tests, which {@code JDK25_HOME} names, if there is one. */
    static Optional<Path> secondJdk() {
        String home = System.getenv().getOrDefault("JDK25_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64");
        return Optional.of(Path.of(home)).filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")));
    }

    static Path exampleConfig() {
        return present(ROOT.resolve("config/config.json"), "it belongs to the source");
    }

    static Path nodeScripts() {
        Path scripts = ROOT.resolve("acceptance/src/test/node");
        present(scripts.resolve("node_modules/autobahn"), "run `npm ci` there, or ./scripts/test.sh which does");
        return scripts;
    }

    public static String node() {
        return System.getProperty("aerostat.node", "node");
    }

    static Path pythonScripts() {
        return ROOT.resolve("acceptance/src/test/python");
    }

    /** Returns the command of a Python that has the packages of requirements.txt. */
    public static String python() {
        String configured = System.getProperty("aerostat.python");
        return configured != null
                ? configured
                : present(
                                ROOT.resolve("acceptance/.venv/bin/python"),
                                "make a virtual environment there with src/test/python/requirements.txt, or run"
                                        + " ./scripts/test.sh which does")
                        .toString();
    }

    static Path chromium() {
        return present(path("aerostat.chromium", "/usr/bin/chromium"), "apt-get install chromium");
    }

    static Path chromedriver() {
        return present(path("aerostat.chromedriver", "/usr/bin/chromedriver"), "apt-get install chromium-driver");
    }

    /** Returns a folder for the files that a test leaves behind, below the module's build folder. */
    public static Path output(String name) {
        return OUTPUT.resolve(name);
    }

    private static Path path(String property, String usual) {
        return Path.of(System.getProperty(property, usual)).toAbsolutePath().normalize();
    }

    private static Path present(Path path, String remedy) {
        if (!Files.exists(path)) {
            throw new AssertionError("found no " + path + " (" + remedy + ")");
        }
        return path;
    }
}
