package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the launcher of the distribution with scripts in place of Java runtimes: which commands it starts, and which
 * archives of classes it creates, uses and removes.
 */
class LauncherIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** The date of all files from the zip. */
    private static final FileTime ZIP_DATE = FileTime.from(Instant.parse("2025-01-01T00:00:00Z"));

    /**
     * A script in place of Java, which writes its arguments to a log. To create an archive, it first waits until the
     * file that {@code HOLD} names is deleted.
     */
    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >>"$LOG"
            for argument in "$@"; do
                case $argument in
                    -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
                        while [ -n "${HOLD:-}" ] && [ -e "$HOLD" ]; do sleep 0.05; done
                        [ -z "${FAIL:-}" ] || exit 1
                        echo classes >"${argument#*=}" ;;
                    -XX:+UseZGC)
                        case $* in *-XX:AOTMode=on*) exit 1 ;; esac ;;
                esac
            done
            """;

    @TempDir
    private Path root;

    private Path folder;
    private Path log;

    @BeforeEach
    void install() throws IOException {
        folder = Files.createDirectories(root.resolve("with space/aerostat-1"));
        log = root.resolve("java.log");
        Files.copy(Surroundings.root().resolve("distribution/aerostat"), folder.resolve("aerostat"));
        assertThat(folder.resolve("aerostat").toFile().setExecutable(true)).isTrue();
        jar("version 1");
        runtime("jdk-a");
    }

    @Test
    void startsTheJarBesideItThroughSymbolicLinks() throws Exception {
        Path links = Files.createDirectories(root.resolve("usr/local/bin"));
        Path absolute = Files.createSymbolicLink(links.resolve("aerostat"), folder.resolve("aerostat"));
        Path relative = Files.createSymbolicLink(links.resolve("router"), Path.of("aerostat"));
        Path release = Files.createSymbolicLink(root.resolve("current"), folder);

        for (Path launcher : List.of(absolute, relative, release.resolve("aerostat"))) {
            assertThat(end(launch(launcher, "jdk-a", "--config", "my.json"))).isZero();
            assertThat(lastStart()).endsWith("-jar " + folder.toRealPath().resolve("router.jar") + " --config my.json");
        }
        assertThat(rehearsals()).isEqualTo(1);
    }

    @Test
    void tellsTheProgramItsName() throws Exception {
        for (int round = 0; round < 2; round++) {
            start("jdk-a");
            assertThat(lastStart()).contains(" -Daerostat.program=aerostat ");
        }
        assertThat(end(launch(folder.resolve("aerostat"), "jdk-a", "check"))).isZero();
        assertThat(lastStart()).contains(" -Daerostat.program=aerostat ");
    }

    @Test
    void saysWhichJarIsMissing() throws Exception {
        Files.delete(folder.resolve("router.jar"));

        Process process = launch(folder.resolve("aerostat"), "jdk-a");

        assertThat(end(process)).isEqualTo(1);
        assertThat(output(process)).contains("found no router.jar");
    }

    @Test
    void aJarOfAnotherVersionWithTheSameDateIsArchivedAnew() throws Exception {
        start("jdk-a");
        List<Path> before = archives();

        jar("version 2");
        start("jdk-a");
        start("jdk-a");

        assertThat(rehearsals()).isEqualTo(2);
        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(lastStart()).contains("-XX:SharedArchiveFile=" + archives().get(0));
    }

    @Test
    void aRuntimeThatWasUpgradedInItsFolderIsArchivedAnew() throws Exception {
        start("jdk-a");
        List<Path> before = archives();

        Files.writeString(root.resolve("jdk-a/release"), "JAVA_VERSION=\"17.0.99\"");
        start("jdk-a");

        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void eachRuntimeKeepsItsArchive() throws Exception {
        runtime("jdk-b");

        for (int round = 0; round < 2; round++) {
            start("jdk-a");
            start("jdk-b");
        }

        assertThat(rehearsals()).isEqualTo(2);
        assertThat(archives()).hasSize(2);
    }

    @Test
    void aRuntimeBehindTheSameLinkHasItsOwnArchive() throws Exception {
        runtime("jdk-b");
        Path link = Files.createSymbolicLink(root.resolve("jdk"), root.resolve("jdk-a"));
        start("jdk");
        start("jdk");
        Files.delete(link);
        Files.createSymbolicLink(link, root.resolve("jdk-b"));

        start("jdk");

        assertThat(rehearsals()).isEqualTo(2);
        assertThat(archives()).hasSize(2);
    }

    @Test
    void aStartIsShortIfNothingHasChanged() throws Exception {
        Path checksums = root.resolve("checksums.log");
        Path programs = Files.createDirectories(root.resolve("programs"));
        Path program = Files.writeString(
                programs.resolve("cksum"), "#!/bin/sh\necho >>" + checksums + "\nPATH=${PATH#*:} exec cksum \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String path = programs + ":" + System.getenv("PATH");

        startWith("jdk-a", "PATH", path);
        assertThat(checksums).isNotEmptyFile();
        Files.delete(checksums);
        startWith("jdk-a", "PATH", path);

        assertThat(checksums).doesNotExist();
        assertThat(lastStart()).startsWith("-XX:SharedArchiveFile=" + archives().get(0) + " ");
    }

    /** In a folder such as /tmp, only the owner of a file may replace it. */
    @Test
    void aNoteThatCannotBeReplacedLeavesNoFile() throws Exception {
        start("jdk-a");
        List<Path> before = files();
        Files.setLastModifiedTime(root.resolve("jdk-a/release"), ZIP_DATE); // so that the note does not match the file
        Path programs = Files.createDirectories(root.resolve("programs"));
        Path program = Files.writeString(programs.resolve("mv"), "#!/bin/sh\nexit 1\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        startWith("jdk-a", "PATH", programs + ":" + System.getenv("PATH"));

        assertThat(starts()).hasSize(3);
        assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNoRehearsal() throws Exception {
        ProcessBuilder builder = builder(folder.resolve("aerostat"), "jdk-a");
        // This folder is read-only for all users, even for the superuser, and tests may run as the superuser.
        builder.environment().put("AEROSTAT_CACHE", "/proc");

        assertThat(end(builder.start())).isZero();

        assertThat(rehearsals()).isZero();
        assertThat(lastStart()).contains("router.jar");
    }

    @Test
    void aRehearsalThatFailsLeavesNothingAndTheRouterStarts() throws Exception {
        ProcessBuilder builder = builder(folder.resolve("aerostat"), "jdk-a");
        builder.environment().put("FAIL", "yes");

        assertThat(end(builder.start())).isZero();

        assertThat(lastStart()).contains("router.jar");
        assertThat(leftovers()).isEmpty();
        assertThat(archives()).isEmpty();
    }

    @Test
    void twoFirstStartsAtOnceBothSucceed() throws Exception {
        Path hold = Files.createFile(root.resolve("hold"));
        Process one = held(hold);
        Process other = held(hold);
        await().atMost(SOON).until(() -> rehearsals() == 2);

        Files.delete(hold);

        assertThat(end(one)).isZero();
        assertThat(end(other)).isZero();
        assertThat(archives()).hasSize(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aLauncherThatIsEndedWhileItArchivesLeavesNothing() throws Exception {
        Path hold = Files.createFile(root.resolve("hold"));
        Process process = held(hold);
        await().atMost(SOON).until(() -> rehearsals() == 1);

        process.destroy();

        assertThat(end(process)).isNotZero();
        await().atMost(SOON).until(() -> leftovers().isEmpty() && archives().isEmpty());
    }

    @Test
    void commandsThatEndAtOnceMakeNoArchive() throws Exception {
        for (String argument : List.of("--version", "--help", "-h", "-V", "check")) {
            assertThat(end(launch(folder.resolve("aerostat"), "jdk-a", argument)))
                    .isZero();
            assertThat(lastStart()).endsWith("router.jar " + argument).doesNotContain("Archive");
        }

        assertThat(rehearsals()).isZero();
    }

    @Test
    void theArchiveIsMadeAheadOfTime() throws Exception {
        Process process = launch(folder.resolve("aerostat"), "jdk-a", "archive");

        assertThat(end(process)).isZero();
        assertThat(output(process)).isEqualTo(archives().get(0) + "\n");
        assertThat(starts()).hasSize(1);

        start("jdk-a");
        assertThat(rehearsals()).isEqualTo(1);
    }

    @Test
    void saysWhereTheArchiveCouldNotBeMade() throws Exception {
        ProcessBuilder builder = builder(folder.resolve("aerostat"), "jdk-a", "archive");
        builder.environment().put("FAIL", "yes");
        Process process = builder.start();

        assertThat(end(process)).isEqualTo(1);
        assertThat(output(process)).contains("could not make " + folder.toRealPath());
    }

    @Test
    void aNewerRuntimeKeepsProfilesToo() throws Exception {
        runtime("jdk-25", 25);

        start("jdk-25");
        start("jdk-25");

        assertThat(starts().get(0)).contains("-XX:AOTCacheOutput=").endsWith(" rehearse");
        assertThat(rehearsals()).isEqualTo(1);
        assertThat(lastStart()).startsWith("-XX:AOTCache=" + archives().get(0) + " ");
    }

    @Test
    void aNewerRuntimeIsAskedOnceWhetherItTakesTheArchiveWithTheOptionsOfTheUser() throws Exception {
        runtime("jdk-25", 25);

        startWith("jdk-25", "JAVA_OPTS", "-Xmx1g");
        startWith("jdk-25", "JAVA_OPTS", "-Xmx1g");
        assertThat(lastStart()).startsWith("-XX:AOTCache=").contains(" -Xmx1g ");
        startWith("jdk-25", "JAVA_OPTS", "-XX:+UseZGC");
        startWith("jdk-25", "JAVA_OPTS", "-XX:+UseZGC");

        // With these options, the JVM refuses the cache. If the launcher named the cache nevertheless, the JVM would
        // not even share the classes of the JDK.
        assertThat(lastStart()).doesNotContain("AOTCache").contains(" -XX:+UseZGC ");
        assertThat(rehearsals()).isEqualTo(1);
        assertThat(starts().stream().filter(start -> start.contains("-XX:AOTMode=on")))
                .hasSize(2);
    }

    @Test
    void aNewerRuntimeWithoutAnArchiveIsGivenNone() throws Exception {
        runtime("jdk-25", 25);

        startWith("jdk-25", "AEROSTAT_CACHE", "/proc");

        assertThat(lastStart()).doesNotContain("AOTCache").contains("router.jar");
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_OPTS, -XX:SharedArchiveFile=mine.jsa",
        "JAVA_TOOL_OPTIONS, -XX:AOTCache=mine.aot",
        "JDK_JAVA_OPTIONS, -Xshare:off",
        "JAVA_OPTS, -javaagent:mine.jar"
    })
    void archivesAndAgentsOfTheUserTakePrecedence(String variable, String option) throws Exception {
        startWith("jdk-a", variable, option);

        assertThat(rehearsals()).isZero();
        assertThat(lastStart()).doesNotContain(folder.toRealPath() + "/router-");
    }

    @Test
    void compilerOptionsOfTheUserTakePrecedence() throws Exception {
        start("jdk-a");
        assertThat(lastStart()).contains("-XX:Tier4InvocationThreshold=");

        startWith("jdk-a", "JDK_JAVA_OPTIONS", "-XX:Tier4InvocationThreshold=7");

        assertThat(lastStart()).doesNotContain("-XX:Tier4InvocationThreshold=");
    }

    private void startWith(String runtime, String variable, String value) throws Exception {
        ProcessBuilder builder = builder(folder.resolve("aerostat"), runtime);
        builder.environment().put(variable, value);
        assertThat(end(builder.start())).isZero();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process held(Path hold) throws IOException {
        ProcessBuilder builder = builder(folder.resolve("aerostat"), "jdk-a");
        builder.environment().put("HOLD", hold.toString());
        return builder.start();
    }

    private void start(String runtime) throws Exception {
        assertThat(end(launch(folder.resolve("aerostat"), runtime))).isZero();
    }

    private Process launch(Path launcher, String runtime, String... arguments) throws IOException {
        return builder(launcher, runtime, arguments).start();
    }

    private ProcessBuilder builder(Path launcher, String runtime, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", root.resolve(runtime).toString());
        builder.environment().put("LOG", log.toString());
        List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        return builder;
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void jar(String content) throws IOException {
        Path jar = Files.writeString(folder.resolve("router.jar"), content);
        Files.setLastModifiedTime(jar, ZIP_DATE);
    }

    private void runtime(String name) throws IOException {
        runtime(name, 17);
    }

    private void runtime(String name, int version) throws IOException {
        Path java = Files.createDirectories(root.resolve(name).resolve("bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(root.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"");
    }

    private List<String> starts() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private String lastStart() throws IOException {
        List<String> starts = starts();
        return starts.get(starts.size() - 1);
    }

    private long rehearsals() throws IOException {
        return starts().stream().filter(start -> start.endsWith(" rehearse")).count();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder.toRealPath())) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .toList();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Returns the folders that the creation of archives has left behind. */
    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).toList();
        }
    }
}
