package io.aerostat.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyPropertiesTest {
    private static final String MACHINE_ID = "io.netty.machineId";
    private static final String JFR = "io.netty.jfr.enabled";

    @AfterEach
    void restore() {
        System.clearProperty(MACHINE_ID);
        System.clearProperty(JFR);
    }

    @Test
    void missingPropertiesAreSet() {
        System.clearProperty(MACHINE_ID);
        System.clearProperty(JFR);

        NettyProperties.choose();

        assertThat(System.getProperty(MACHINE_ID)).matches("([0-9a-f]{2}:){7}[0-9a-f]{2}");
        assertThat(System.getProperty(JFR)).isEqualTo("false");
    }

    @Test
    void propertiesOfTheUserStay() {
        System.setProperty(JFR, "true");

        NettyProperties.choose();

        assertThat(System.getProperty(JFR)).isEqualTo("true");
    }
}
