package io.aerostat.test.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.test.junit.WampRouter;
import org.junit.jupiter.api.Test;

@WampRouter
class GreeterTest {
    @Test
    void greets(Session service, Session caller) {
        service.register("com.example.greet", call -> "Hello, " + call.arg(0, String.class))
                .join();

        assertEquals(
                "Hello, Ann",
                caller.call("com.example.greet", "Ann").as(String.class).join());
    }
}
