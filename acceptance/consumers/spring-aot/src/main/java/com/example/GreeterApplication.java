package com.example;

import io.aerostat.spring.contract.ImportWampClients;
import org.springframework.aot.AotDetector;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Greets people over WAMP, with a router of its own. The program calls its own procedures once, and ends. */
@SpringBootApplication
@ImportWampClients(ClockClient.class)
public class GreeterApplication {
    public static void main(String... args) {
        SpringApplication.run(GreeterApplication.class, args);
        if (!AotDetector.useGeneratedArtifacts()) {
            throw new IllegalStateException("found no generated code (expected that of process-aot)");
        }
    }

    @Bean
    ApplicationRunner firstCalls(Greeter greeter, ClockClient clock) {
        return arguments -> {
            String greeting = greeter.greet(new Greeter.Person("Ann")).text();
            System.out.println(greeting + ", good " + clock.partOfDay(9));
        };
    }
}
