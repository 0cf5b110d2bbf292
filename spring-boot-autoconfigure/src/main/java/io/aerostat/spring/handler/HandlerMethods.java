package io.aerostat.spring.handler;

import io.aerostat.client.binding.AnnotatedMethods;
import io.aerostat.client.binding.ArgumentCheck;
import io.aerostat.client.binding.BoundMethod;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.spring.WampListener;
import io.aerostat.spring.WampProcedure;
import io.aerostat.spring.failure.Mistakes;
import io.aerostat.spring.handler.HandlerBeans.HandlerBean;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Makes handlers of the methods of beans. */
final class HandlerMethods {
    private final ConfigurableListableBeanFactory beans;
    private final ValueMapper mapper;
    private final ArgumentCheck check;

    HandlerMethods(ConfigurableListableBeanFactory beans, ValueMapper mapper, ArgumentCheck check) {
        this.beans = beans;
        this.mapper = mapper;
        this.check = check;
    }

    List<BeanHandler> of(HandlerBean found) {
        Object bean = beans.getBean(found.name());
        List<BeanHandler> handlers = new ArrayList<>();
        found.methods().stream()
                .sorted(Comparator.comparing(Method::toGenericString))
                .forEach(method -> addMethod(found, bean, method, handlers));
        for (Class<?> contract : found.contracts()) {
            addContract(found, bean, contract, handlers);
        }
        return handlers;
    }

    private void addMethod(HandlerBean found, Object bean, Method method, List<BeanHandler> handlers) {
        String where = "method " + method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + ") of bean " + found.name() + " (" + found.type().getName() + ")";
        BoundMethod bound;
        try {
            Method callable = AopUtils.selectInvocableMethod(method, bean.getClass());
            bound = BoundMethod.of(bean, List.of(callable, method), mapper, check);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw Mistakes.unusableMethod(where, String.valueOf(e.getMessage()), e);
        }
        WampProcedure procedure = AnnotatedElementUtils.findMergedAnnotation(method, WampProcedure.class);
        if (procedure != null) {
            handlers.add(new BeanHandler.OfProcedure(where, offer(where, procedure), bound::invoke));
        }
        WampListener listener = AnnotatedElementUtils.findMergedAnnotation(method, WampListener.class);
        if (listener != null) {
            TopicFilter filter = new TopicFilter(
                    resolved(listener.value()), listener.match(), listener.retained(), Optional.empty());
            handlers.add(new BeanHandler.OfTopic(where, filter, bound::deliver));
        }
    }

    private ProcedureOffer offer(String where, WampProcedure procedure) {
        try {
            return new ProcedureOffer(
                    resolved(procedure.value()),
                    procedure.match(),
                    procedure.invoke(),
                    procedure.discloseCaller(),
                    false,
                    procedure.concurrency(),
                    false,
                    procedure.inOrder());
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusableMethod(where, String.valueOf(e.getMessage()), e);
        }
    }

    private String resolved(String uri) {
        return Optional.ofNullable(beans.resolveEmbeddedValue(uri)).orElse(uri);
    }

    private void addContract(HandlerBean found, Object bean, Class<?> contract, List<BeanHandler> handlers) {
        String where = "contract " + contract.getName() + " of bean " + found.name() + " ("
                + found.type().getName() + ")";
        try {
            AnnotatedMethods methods = AnnotatedMethods.ofContract(contract, bean, mapper, check);
            methods.procedures()
                    .forEach(method ->
                            handlers.add(new BeanHandler.OfProcedure(where, method.offer(), method.handler())));
            methods.topics()
                    .forEach(method -> handlers.add(new BeanHandler.OfTopic(where, method.filter(), method.handler())));
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusableMethod(where, String.valueOf(e.getMessage()), e);
        }
    }
}
