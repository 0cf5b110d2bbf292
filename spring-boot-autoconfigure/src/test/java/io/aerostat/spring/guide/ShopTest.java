package io.aerostat.spring.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.spring.guide.Shop.Order;
import io.aerostat.spring.guide.Shop.Receipt;
import io.aerostat.spring.test.WampTest;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.TestRouter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

// example
@SpringBootTest
@WampTest
class ShopTest {
    @Autowired
    private TestRouter router;

    @Test
    void sellsBalloons() {
        Session visitor = router.join();
        ReceivedEvents sold = ReceivedEvents.of(visitor, "com.shop.sold");

        Receipt receipt = visitor.call("com.shop.order", new Order("red", 2))
                .as(Receipt.class)
                .await(Duration.ofSeconds(5));

        assertEquals(new Receipt("red", 6), receipt);
        assertEquals("red", sold.next().arg(0, String.class));
    }
    // end of the example

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Shop.class)
    static class Application {}
}
