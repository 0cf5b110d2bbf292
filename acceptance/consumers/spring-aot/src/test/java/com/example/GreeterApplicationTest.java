package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.spring.test.WampTest;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.TestRouter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Runs twice: with the application as it is, and with the code that Spring has generated ahead of time. */
@SpringBootTest
@WampTest
class GreeterApplicationTest {
    @Autowired
    private TestRouter router;

    @Autowired
    private Greeter greeter;

    @Test
    void theTestRunsWithTheCodeThatTheBuildWants() {
        assertEquals(Boolean.getBoolean("spring.aot.enabled"), AotDetector.useGeneratedArtifacts());
    }

    @Test
    void aMethodOfABeanAnswersTheClientOfAContract() {
        assertEquals(new Greeter.Greeting("Hello, Ann"), greeter.greet(new Greeter.Person("Ann")));
    }

    @Test
    void aBeanAnswersTheProceduresOfItsContract() {
        Session visitor = router.join();

        assertEquals(
                "afternoon",
                visitor.call("com.example.clock.partOfDay", 15).as(String.class).await(Duration.ofSeconds(60)));
    }

    @Test
    void aMethodOfABeanReceivesEvents() {
        Session visitor = router.join();
        ReceivedEvents welcomed = ReceivedEvents.of(visitor, "com.example.welcomed");

        visitor.publish("com.example.arrived", "Joe");

        assertEquals("Hello, Joe", welcomed.next().arg(0, String.class));
    }
}
