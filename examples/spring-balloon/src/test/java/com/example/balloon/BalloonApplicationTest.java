package com.example.balloon;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.session.Session;
import io.aerostat.spring.test.WampTest;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.TestRouter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "balloon.interval=20ms")
@WampTest(role = "backend", roles = "backend")
class BalloonApplicationTest {
    @Autowired
    private TestRouter router;

    @Test
    void popsAndFalls() {
        Session visitor = router.join();
        ReceivedEvents data = ReceivedEvents.of(visitor, "com.balloon.data");

        assertThat(visitor.proxy(BalloonService.class).pop(2, 3)).isEqualTo(5);

        // Events from before the pop may still arrive.
        assertThat(Stream.generate(data::next).limit(1000).map(event -> event.kwarg("phase", String.class)))
                .anyMatch(List.of("falling", "landed")::contains);
    }
}
