package io.aerostat.spring.aot;

import io.aerostat.spring.handler.HandlerBeans;
import io.aerostat.spring.handler.HandlerBeans.HandlerBean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;

/** Registers the handlers of each bean, which the session calls by reflection. */
final class HandlerHints implements BeanRegistrationAotProcessor {
    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registered) {
        HandlerBean bean = registered.isInnerBean()
                ? null
                : HandlerBeans.find(registered.getBeanFactory(), registered.getBeanName());
        if (bean == null) {
            return null;
        }
        return (generation, code) -> {
            MethodHints hints = new MethodHints(generation.getRuntimeHints().reflection());
            bean.methods().forEach(hints::addMethod);
            bean.contracts().forEach(hints::addContract);
        };
    }
}
