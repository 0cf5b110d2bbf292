package io.aerostat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

class ExecutionRecorderTest {

    @Test
    void recordsTheTestsThatCiteWithTheVariantOfTheirClass(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("records/unit.tsv");
        String before = System.getProperty(ExecutionRecorder.FILE);
        System.setProperty(ExecutionRecorder.FILE, file.toString());
        try {
            LauncherConfig alone = LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(false)
                    .addTestExecutionListeners(new ExecutionRecorder())
                    .build();
            LauncherFactory.create(alone)
                    .execute(request().selectors(selectClass(Subject.class)).build());
        } finally {
            if (before == null) {
                System.clearProperty(ExecutionRecorder.FILE);
            } else {
                System.setProperty(ExecutionRecorder.FILE, before);
            }
        }

        String name = Subject.class.getName();
        assertThat(Files.readAllLines(file).stream().map(Execution::of))
                .containsExactlyInAnyOrder(
                        new Execution(List.of("CAN-1", "CAN-2"), name, name, "fine", "one", Outcome.PASS),
                        new Execution(List.of("CAN-1", "CAN-2"), name, name, "fine", "two", Outcome.PASS),
                        new Execution(List.of("CAN-2"), name, name, "wrong", "one", Outcome.FAIL),
                        new Execution(List.of("CAN-2"), name, name, "wrong", "two", Outcome.PASS));
    }

    /**
     * The tests that the recorder records. They run in a separate test run of JUnit, so their failures do not fail the
     * build.
     */
    @Conformance("CAN-2")
    @ParameterizedClass(name = "{0}")
    @ValueSource(strings = {"one", "two"})
    static class Subject {

        @Parameter
        String variant;

        @Test
        @Conformance("CAN-1")
        void fine() {}

        @Test
        void wrong() {
            assertThat(variant).isEqualTo("two");
        }
    }
}
