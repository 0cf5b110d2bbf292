package io.aerostat.spring.guide.shop;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.WampError;
import io.aerostat.spring.WampListener;
import io.aerostat.spring.WampOperations;
import io.aerostat.spring.WampProcedure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.springframework.stereotype.Service;

@Service
class Shop {
    record Order(@NotBlank String balloon, @Positive int count) {}

    record Receipt(String balloon, int price) {}

    private final WampOperations wamp;

    Shop(WampOperations wamp) {
        this.wamp = wamp;
    }

    @WampProcedure("com.shop.order")
    Receipt order(@Valid Order order) {
        if (order.count() > 100) {
            throw new SoldOut("we have 100", 100);
        }
        wamp.publish("com.shop.sold", order.balloon(), order.count());
        return new Receipt(order.balloon(), order.count() * 3);
    }

    @WampListener("com.weather.wind")
    void wind(double speed) {
        if (speed > 10) {
            wamp.publish("com.shop.closed");
        }
    }
}

@WampError("com.shop.error.sold_out")
class SoldOut extends RuntimeException {
    private final int left;

    public SoldOut(String message, @Arg("left") int left) {
        super(message);
        this.left = left;
    }

    public int left() {
        return left;
    }
}
