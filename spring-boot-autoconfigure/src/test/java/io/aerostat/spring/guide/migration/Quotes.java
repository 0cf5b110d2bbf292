package io.aerostat.spring.guide.migration;

import io.aerostat.spring.WampListener;
import io.aerostat.spring.WampOperations;
import io.aerostat.spring.WampProcedure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

// example
@Service
class Quotes {
    private final Map<String, Quote> quotes = new ConcurrentHashMap<>();
    private final WampOperations wamp;

    Quotes(WampOperations wamp) {
        this.wamp = wamp;
    }

    @WampProcedure("com.example.quote.get")
    Quote get(String symbol) {
        return quotes.getOrDefault(symbol, new Quote(symbol, 0));
    }

    @WampListener("com.example.quote.changed")
    void changed(Quote quote) {
        quotes.put(quote.symbol(), quote);
        wamp.publish("com.example.log", "new price of " + quote.symbol());
    }
}
// end of the example
