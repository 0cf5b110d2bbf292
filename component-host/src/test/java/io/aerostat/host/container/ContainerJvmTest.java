package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerJvmTest {

    private final ContainerJvm jvm = ContainerJvm.likeThisOne(Path.of("/tmp"));

    @Test
    void isSmallByDefault() {
        assertThat(jvm.command()).contains("-XX:+UseSerialGC", "-Xmx64m", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void itsOwnOptionsTakeThePlaceOfTheDefaults() {
        assertThat(jvm.options(List.of("-Xmx1g", "-XX:+UseZGC", "-XX:TieredStopAtLevel=4", "-Dcolour=red"))
                        .command())
                .contains("-Xmx1g", "-XX:+UseZGC", "-XX:TieredStopAtLevel=4", "-Dcolour=red")
                .doesNotContain("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        assertThat(jvm.options(List.of("-XX:+UseStringDeduplication")).command())
                .as("no garbage collector")
                .contains("-XX:+UseSerialGC");
    }

    @Test
    void itsClassPathDoesNotDependOnTheWorkingDirectory() {
        for (String entry : jvm.hostClassPath().split(":")) {
            assertThat(Path.of(entry)).isAbsolute();
        }
    }
}
