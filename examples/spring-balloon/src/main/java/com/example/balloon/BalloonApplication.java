package com.example.balloon;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Joins a realm as the balloon. */
@SpringBootApplication
@EnableScheduling
public class BalloonApplication {
    /** Starts the application. */
    public static void main(String... args) {
        SpringApplication.run(BalloonApplication.class, args);
    }
}
