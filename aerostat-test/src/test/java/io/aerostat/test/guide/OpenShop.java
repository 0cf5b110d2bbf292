package io.aerostat.test.guide;

import io.aerostat.client.session.Session;
import io.aerostat.test.TestRouter;
import java.time.Duration;

class OpenShop {
    public static void main(String... args) {
        try (TestRouter router = TestRouter.builder().listening().start()) {
            System.out.println(router.url()); // ws://127.0.0.1:41234/, for a program that connects by itself
            Session session = router.join();
            session.publishAcknowledged("com.shop.opened").await(Duration.ofSeconds(5));
        }
    }
}
