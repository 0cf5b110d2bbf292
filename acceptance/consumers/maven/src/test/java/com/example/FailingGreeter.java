package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.test.junit.WampRouter;
import org.junit.jupiter.api.Test;

/** A test that fails on purpose. scripts/consumers.sh runs it and checks that the failure shows the last messages. */
@WampRouter
class FailingGreeter {
    @Test
    void greets(Session service, Session caller) {
        service.register("com.example.greet", call -> "Goodbye, " + call.arg(0, String.class))
                .join();

        assertEquals("Hello, Ann", caller.call("com.example.greet", "Ann").as(String.class).join());
    }
}
