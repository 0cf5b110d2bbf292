package io.aerostat.host.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which options a container gets from a node that was started with an archive of classes. */
class PreparedClassesTest {
    private static final PreparedClasses SEVENTEEN = PreparedClasses.of(
            List.of("-XX:SharedArchiveFile=/opt/a.jsa", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xmx300m"));

    @Test
    void aContainerSharesTheArchiveOfTheNode() {
        assertThat(SEVENTEEN.optionsWith(List.of("-Dx=y", "-Xmx64m", "-XX:+UseSerialGC")))
                .containsExactly("-XX:SharedArchiveFile=/opt/a.jsa", "-Xlog:cds+dynamic=off", "-Xlog:cds=off");
        assertThat(PreparedClasses.of(List.of("-XX:AOTCache=/opt/a.aot")).optionsWith(List.of()))
                .containsExactly("-XX:AOTCache=/opt/a.aot", "-Xlog:aot*=off", "-Xlog:cds=off");
    }

    @Test
    void aNodeWithoutAnArchiveGivesNone() {
        assertThat(PreparedClasses.of(List.of("-Xmx300m")).optionsWith(List.of()))
                .containsExactly("-Xshare:auto");
        assertThat(PreparedClasses.of(List.of("-XX:AOTCache=/a", "-XX:AOTCache=/b"))
                        .optionsWith(List.of()))
                .containsExactly("-Xshare:auto");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseZGC",
                "-XX:-UseCompressedOops",
                "-Xshare:off",
                "-Xmx40g",
                "-javaagent:/a.jar",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:SharedArchiveFile=/own.jsa"
            })
    void aContainerWithAnOptionThatMayNotSuitGetsNone(String option) {
        assertThat(SEVENTEEN.optionsWith(List.of("-Dx=y", option))).containsExactly("-Xshare:auto");
    }
}
