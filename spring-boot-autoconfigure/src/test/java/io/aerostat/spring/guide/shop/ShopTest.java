package io.aerostat.spring.guide.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.spring.guide.shop.Shop.Order;
import io.aerostat.spring.guide.shop.Shop.Receipt;
import io.aerostat.spring.test.WampTest;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.TestRouter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

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
}
