package io.aerostat.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path project;

    private Path page;

    @BeforeEach
    void moduleWithATestThatCites() throws IOException {
        page = project.resolve("conformance.md");
        Files.writeString(page, "as it was");
        Path sources = Files.createDirectories(project.resolve("module/src/test/java/a"));
        Files.createFile(project.resolve("module/pom.xml"));
        Files.writeString(sources.resolve("CallTest.java"), "@Conformance(\"CAN-5\")");
    }

    @Test
    void everyItemIsARowWithItsTestsAndTheirOutcome() throws IOException {
        recorded(
                execution("CAN-5", "CallTest", "websocket json", Outcome.PASS),
                execution("CAN-5", "CallTest", "websocket cbor", Outcome.PASS),
                execution("CAN-6", "CallTest", "", Outcome.PASS),
                execution("CAN-6", "CallTest$Late", "", Outcome.FAIL));

        assertThat(run(false)).isTrue();

        assertThat(Files.readString(page))
                .contains("| CallTest.works ×2 |  | pass |\n")
                .contains("| CallTest.Late.works<br>CallTest.works |  | fail |\n")
                .containsPattern("\\| CAN-1 \\| MUST \\| R \\| .* \\|  \\|  \\| missing \\|\n")
                .containsPattern("\\| CRY-10 .* \\| out of scope: on-chain trustroots \\|\n");
    }

    @Test
    void testsOverTwoNodesHaveAColumnOfTheirOwn() throws IOException {
        recorded(
                execution("CAN-5", "CallTest", "in-process", Outcome.PASS),
                execution("CAN-5", "CallTest", "two-nodes", Outcome.PASS),
                execution("CAN-5", "CallTest", "two-nodes-nats", Outcome.PASS),
                execution("CAN-6", "CallTest", "two-nodes", Outcome.PASS),
                execution("CAN-6", "OtherTest", "two-nodes-nats", Outcome.FAIL),
                execution("CAN-6", "CallTest", "two-nodes-nats", Outcome.PASS));

        run(false);

        assertThat(Files.readString(page))
                .contains("| CallTest.works | memory, NATS | pass |\n")
                .contains("| CallTest.works<br>OtherTest.works | fail: NATS | fail |\n");
    }

    @Test
    void unprovenMandatoryItemsFailTheBuildWhenTheyAreEnforced() throws IOException {
        recorded(execution("CAN-5", "CallTest", "", Outcome.PASS), execution("CAN-2", "CallTest", "", Outcome.NONE));

        assertThat(run(true)).isFalse();

        assertThat(printed.toString(UTF_8))
                .contains(" CAN-2,")
                .contains(" CAN-3,")
                .doesNotContain(" CAN-5,");
    }

    @Test
    void anUnknownItemFailsTheBuild() throws IOException {
        recorded(execution("CAN-99", "CallTest", "", Outcome.PASS));

        assertThat(run(false)).isFalse();

        assertThat(printed.toString(UTF_8)).contains("CAN-99 in CallTest.works");
    }

    /**
     * The report ignores citations in two places: in the documentation of packages, and in the tests of this module.
     */
    @Test
    void examplesAreNoEvidence() throws IOException {
        Files.writeString(project.resolve("module/src/test/java/a/package-info.java"), "@Conformance(\"CAN-1\")");
        Path own = project.resolve("own/src/main/java/io/aerostat/conformance");
        Files.createDirectories(own);
        Files.createFile(project.resolve("own/pom.xml"));
        Files.createFile(own.resolve("Conformance.java"));
        Path tests = Files.createDirectories(project.resolve("own/src/test/java/b"));
        Files.writeString(tests.resolve("OwnTest.java"), "@Conformance(\"CAN-1\")");
        recorded(execution("CAN-5", "CallTest", "", Outcome.PASS));

        assertThat(run(false)).isTrue();

        assertThat(Files.readString(page)).contains("| CallTest.works |  | pass |");
    }

    @Test
    void aBuildOfAPartLeavesThePage() throws IOException {
        assertThat(run(true)).isTrue();

        assertThat(Files.readString(page)).isEqualTo("as it was");
        assertThat(printed.toString(UTF_8)).contains("a.CallTest");
    }

    @Test
    void recordsOfAnEarlierBuildDoNotCount() throws IOException {
        Path file = recorded(execution("CAN-5", "CallTest", "", Outcome.PASS));
        Files.setLastModifiedTime(file, FileTime.from(START.minusSeconds(1)));

        assertThat(run(true)).isTrue();

        assertThat(Files.readString(page)).isEqualTo("as it was");
    }

    @Test
    void theSameRecordsMakeTheSamePage() throws IOException {
        recorded(
                execution("CAN-5", "CallTest", "b", Outcome.PASS),
                execution("CAN-5", "OtherTest", "", Outcome.PASS),
                execution("CAN-5", "CallTest", "a", Outcome.PASS));
        run(false);
        String first = Files.readString(page);
        recorded(
                execution("CAN-5", "OtherTest", "", Outcome.PASS),
                execution("CAN-5", "CallTest", "a", Outcome.PASS),
                execution("CAN-5", "CallTest", "b", Outcome.PASS));

        run(false);

        assertThat(Files.readString(page)).isEqualTo(first);
    }

    private boolean run(boolean enforced) throws IOException {
        return Report.run(project, page, START, enforced, new PrintStream(printed, true, UTF_8));
    }

    private Path recorded(Execution... executions) throws IOException {
        Path folder = Files.createDirectories(project.resolve("module/target/conformance"));
        return Files.write(
                folder.resolve("unit.tsv"),
                List.of(executions).stream().map(Execution::line).toList());
    }

    private static Execution execution(String id, String testClass, String variant, Outcome outcome) {
        return new Execution(List.of(id), "a." + testClass, "a." + testClass, "works", variant, outcome);
    }
}
