package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests {@code scripts/summary.py}, which writes the last lines of {@code scripts/test.sh} from the reports of Surefire
 * and Failsafe.
 */
class TestSummaryTest {

    private static final String PASSED = "<testcase classname='shop.PricesTest' name='cheap'/>";
    private static final String FAILED = "<testcase classname='shop.StockIT' name='empty'>"
            + "<failure message='expected: 1&#10;but was: 0'/></testcase>";
    private static final String SKIPPED = "<testcase classname='shop.PricesTest' name='dear'><skipped/></testcase>";

    private static final String FLAKY = "<testcase classname='shop.StockIT' name='full'>"
            + "<flakyFailure message='expected: 2&#10;but was: 3'/></testcase>";

    @TempDir
    Path project;

    @BeforeEach
    void twoModules() throws IOException {
        for (String module : new String[] {"prices", "stock"}) {
            Files.createDirectories(project.resolve(module).resolve("target/surefire-reports"));
            Files.createDirectories(project.resolve(module).resolve("target/failsafe-reports"));
            Files.createDirectories(project.resolve(module).resolve("target/failsafe-reports-over-nats"));
            Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
        }
    }

    @Test
    void namesEachFailedTestOfEachModule() throws Exception {
        report("prices/target/surefire-reports/TEST-shop.PricesTest.xml", PASSED + SKIPPED);
        report("stock/target/failsafe-reports/TEST-shop.StockIT.xml", FAILED);

        Summary summary = summarize(0);

        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(summary.text()).isEqualTo("""
                FAILED  stock: shop.StockIT.empty
                        expected: 1 but was: 0
                3 tests in 2 modules: 1 failed, 1 skipped
                """);
    }

    @Test
    void aBuildWithoutFailuresPasses() throws Exception {
        report("prices/target/surefire-reports/TEST-shop.PricesTest.xml", PASSED);

        Summary summary = summarize(0);

        assertThat(summary.exitCode()).isZero();
        assertThat(summary.text()).isEqualTo("1 test in 1 module: 0 failed, 0 skipped\n");
    }

    @Test
    void namesEachTestThatPassedOnlyWhenRepeated() throws Exception {
        report("stock/target/failsafe-reports-over-nats/TEST-shop.StockIT.xml", FLAKY);

        Summary summary = summarize(0);

        assertThat(summary.exitCode()).isZero();
        assertThat(summary.text()).isEqualTo("""
                FLAKY   stock, over NATS: shop.StockIT.full
                        expected: 2 but was: 3
                1 test in 1 module: 0 failed, 0 skipped, 1 passed only when repeated
                """);
    }

    @Test
    void aBuildWithManyFlakyTestsFails() throws Exception {
        report("stock/target/surefire-reports/TEST-shop.StockIT.xml", FLAKY.repeat(6));

        Summary summary = summarize(0);

        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(summary.text()).endsWith("""
                6 tests in 1 module: 0 failed, 0 skipped, 6 passed only when repeated
                found 6 flaky tests (expected at most 5)
                """);
    }

    @Test
    void theReportsOfAnEarlierBuildDoNotCount() throws Exception {
        report("prices/target/surefire-reports/TEST-shop.PricesTest.xml", PASSED);

        Summary summary = summarize(System.currentTimeMillis() / 1000 + 3600);

        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(summary.text()).startsWith("0 tests");
    }

    @Test
    void unitTestsOnTheSecondJdkCount() throws Exception {
        Files.createDirectories(project.resolve("stock/target/surefire-reports-second-jdk"));
        report("stock/target/surefire-reports-second-jdk/TEST-shop.StockIT.xml", FAILED);

        Summary summary = summarize(0);

        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(summary.text()).startsWith("FAILED  stock, second JDK: shop.StockIT.empty\n");
    }

    @Test
    void theTestsOfThePageCount() throws Exception {
        report("prices/target/surefire-reports/TEST-shop.PricesTest.xml", PASSED);
        Files.createDirectories(project.resolve("web/target"));
        Files.writeString(project.resolve("web/target/page-tests.failed"), "`npm test` ended with 1");

        Summary summary = summarize(0);

        assertThat(summary.exitCode()).isEqualTo(1);
        assertThat(summary.text()).startsWith("FAILED  web: npm test\n        `npm test` ended with 1\n");
    }

    private void report(String file, String cases) throws IOException {
        Files.writeString(project.resolve(file), "<testsuite>" + cases + "</testsuite>");
    }

    private record Summary(int exitCode, String text) {}

    private Summary summarize(long begin) throws Exception {
        Path script = Path.of("../scripts/summary.py").toAbsolutePath();
        Process process = new ProcessBuilder("python3", script.toString(), project.toString(), String.valueOf(begin))
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Summary(process.exitValue(), text);
    }
}
