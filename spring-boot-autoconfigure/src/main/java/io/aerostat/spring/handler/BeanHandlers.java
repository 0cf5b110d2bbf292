package io.aerostat.spring.handler;

import io.aerostat.client.binding.ArgumentCheck;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.spring.failure.Mistakes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The handlers of all beans of an application. They are known when all singletons have been created. */
public final class BeanHandlers implements SmartInitializingSingleton {
    private final ConfigurableListableBeanFactory beans;
    private final ValueMapper mapper;
    private final ArgumentCheck check;
    private volatile List<BeanHandler> handlers = List.of();

    /**
     * Creates the handlers of an application.
     *
     * @param mapper reads arguments
     * @param check checks arguments
     */
    public BeanHandlers(ConfigurableListableBeanFactory beans, ValueMapper mapper, ArgumentCheck check) {
        this.beans = beans;
        this.mapper = mapper;
        this.check = check;
    }

    /** @throws io.aerostat.spring.failure.WampStartFailed if a method cannot be bound */
    @Override
    public void afterSingletonsInstantiated() {
        HandlerMethods methods = new HandlerMethods(beans, mapper, check);
        List<BeanHandler> found = HandlerBeans.in(beans).stream()
                .flatMap(bean -> methods.of(bean).stream())
                .toList();
        Map<String, BeanHandler> known = new LinkedHashMap<>();
        for (BeanHandler handler : found) {
            if (handler instanceof BeanHandler.OfProcedure procedure) {
                MatchPolicy match = procedure.offer().match();
                requirePattern(handler.where(), procedure.offer().uri(), match);
                BeanHandler other =
                        known.putIfAbsent(match + " " + procedure.offer().uri(), handler);
                if (other != null) {
                    throw Mistakes.twice(procedure.offer().uri(), other.where(), handler.where());
                }
            } else if (handler instanceof BeanHandler.OfTopic topic) {
                requirePattern(
                        handler.where(), topic.filter().topic(), topic.filter().match());
            }
        }
        handlers = found;
    }

    private static void requirePattern(String where, String uri, MatchPolicy match) {
        if (!UriCheck.LOOSE.isPattern(uri, match)) {
            throw Mistakes.unusableMethod(
                    where, "found the URI \"" + uri + "\" (expected a URI for match " + match.wire() + ")", null);
        }
    }

    /** Returns the handlers; empty before the singletons have been created. */
    public List<BeanHandler> handlers() {
        return handlers;
    }
}
