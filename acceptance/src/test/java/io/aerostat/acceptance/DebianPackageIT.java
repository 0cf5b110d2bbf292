package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the Debian package on a Debian system with systemd. In a container, {@code scripts/debian-package.sh} installs,
 * starts, reloads, kills, upgrades, removes and purges it, and checks each step.
 */
class DebianPackageIT {
    private static final int DEADLINE_MINUTES = 8;

    @TempDir
    private Path folder;

    @Test
    void isInstalledRunsIsUpgradedAndLeavesNothing() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can start a container");
        assumeTrue(isOnThePath("systemd-nspawn") && isOnThePath("dpkg-deb"), "needs Debian's systemd-container");
        Path root = Surroundings.root();
        Path log = folder.resolve("log");
        Process script = new ProcessBuilder(
                        root.resolve("scripts/debian-package.sh").toString(),
                        root.resolve("router/target/distribution/aerostat_all.deb")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(script.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            script.destroy(); // the script then ends its container
            script.waitFor(1, TimeUnit.MINUTES);
        }

        assertThat(Files.readAllLines(log)).last().isEqualTo("the package's life was as expected");
        assertThat(script.exitValue()).isZero();
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
