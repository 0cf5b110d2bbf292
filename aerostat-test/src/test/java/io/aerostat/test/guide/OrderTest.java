package io.aerostat.test.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.test.ReceivedCalls;
import io.aerostat.test.ReceivedEvents;
import io.aerostat.test.junit.WampRouter;
import org.junit.jupiter.api.Test;

@WampRouter
class OrderTest {
    @Test
    void theShopAnnouncesSales(Session shop, Session clerk) {
        ReceivedEvents sold = ReceivedEvents.of(clerk, "com.shop.sold");

        shop.publish("com.shop.sold", "balloon");

        assertEquals("balloon", sold.next().arg(0, String.class));
    }

    @Test
    void theShopOrdersTwo(Session shop, Session warehouse) {
        ReceivedCalls orders = ReceivedCalls.answering(warehouse, "com.shop.order", 17);

        shop.call("com.shop.order", "balloon", 2);

        assertEquals(2, orders.next().arg(1, Integer.class));
    }
}
