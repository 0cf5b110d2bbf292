package io.aerostat.spring.guide.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ShopApplication {
    public static void main(String... args) {
        SpringApplication.run(ShopApplication.class, args);
    }
}
