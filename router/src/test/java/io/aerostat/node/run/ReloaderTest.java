package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReloaderTest {
    @Test
    void aTaskIsRefusedWhenTheNodeIsEnding() {
        Reloader reloader = new Reloader();
        reloader.close();

        assertThatThrownBy(() -> reloader.start(() -> "never"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the node is ending");
    }

    @Test
    void aTaskIsRefusedWhenTooManyWait() {
        try (Reloader reloader = new Reloader()) {
            reloader.begin(() -> {});
            CountDownLatch end = new CountDownLatch(1);
            for (int i = 0; i < 16; i++) {
                assertThatCode(() -> reloader.start(() -> {
                            end.await();
                            return "done";
                        }))
                        .doesNotThrowAnyException();
            }

            assertThatThrownBy(() -> {
                        reloader.start(() -> "one more");
                        reloader.start(() -> "two more");
                        reloader.start(() -> "three more");
                    })
                    .hasMessageContaining("reloads wait already");
            end.countDown();
        }
    }
}
