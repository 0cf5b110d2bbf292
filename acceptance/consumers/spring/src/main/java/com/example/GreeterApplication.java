package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Greets people over WAMP. */
@SpringBootApplication
public class GreeterApplication {
    public static void main(String... args) {
        SpringApplication.run(GreeterApplication.class, args);
    }
}
