package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerJvmTest {

    private final ContainerJvm jvm = ContainerJvm.likeThisOne(Path.of("/tmp"));

    private static List<String> starting(List<String> command, String... prefixes) {
        return command.stream()
                .filter(option -> Stream.of(prefixes).anyMatch(option::startsWith))
                .toList();
    }

    @Test
    void compilesFullyAndHasAHeapThatFitsTheMachineByDefault() {
        assertThat(jvm.command()).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(starting(jvm.command(), "-Xm", "-XX:Max")).hasSize(2).first().isEqualTo("-Xms8m");
        assertThat(ContainerJvm.heap(8L << 30)).isEqualTo(2048);
        assertThat(ContainerJvm.heap(512L << 20)).as("a floor").isEqualTo(256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx1g", "-Xms1g", "-XX:MaxRAMPercentage=50", "-XX:MaxHeapSize=1g"})
    void itsOwnHeapTakesThePlaceOfTheDefault(String own) {
        List<String> command =
                jvm.options(List.of("-XX:+UseZGC", "-Dcolour=red", own)).command();
        assertThat(command).contains("-XX:+UseZGC", "-Dcolour=red");
        assertThat(starting(command, "-Xm", "-XX:Max", "-XX:Initial")).containsExactly(own);
    }

    @Test
    void knowsHowLargeAHeapItsOptionsAllow() {
        assertThat(ContainerJvm.maxHeap(List.of())).isGreaterThanOrEqualTo(256 << 20);
        assertThat(ContainerJvm.maxHeap(List.of("-Xmx64m"))).isEqualTo(64 << 20);
        assertThat(ContainerJvm.maxHeap(List.of("-Xmx64m", "-Dx=y", "-XX:MaxHeapSize=2G")))
                .isEqualTo(2L << 30);
        assertThat(ContainerJvm.maxHeap(List.of("-Xmx65536"))).isEqualTo(65536);
        long half = ContainerJvm.maxHeap(List.of("-XX:MaxRAMPercentage=50.0"));
        assertThat(ContainerJvm.maxHeap(List.of("-Xms8m"))).isBetween(half / 2 - 1, half / 2 + 1);
    }

    @Test
    void canRunOnSomeProcessorsOnly() {
        List<String> command = jvm.processors(List.of(1, 3)).command();

        assertThat(command).containsSequence("-c", "1,3", jvm.java().toString());
        assertThat(command.get(0)).endsWith("taskset");
    }

    @Test
    void itsClassPathDoesNotDependOnTheWorkingDirectory() {
        for (String entry : jvm.hostClassPath().split(":")) {
            assertThat(Path.of(entry)).isAbsolute();
        }
    }
}
