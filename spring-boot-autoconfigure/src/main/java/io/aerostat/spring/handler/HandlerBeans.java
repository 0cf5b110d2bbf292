package io.aerostat.spring.handler;

import io.aerostat.client.annotation.Contract;
import io.aerostat.spring.WampListener;
import io.aerostat.spring.WampProcedure;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Finds the beans that have handlers. */
public final class HandlerBeans {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerBeans.class);

    private HandlerBeans() {}

    /**
     * A bean with handlers.
     *
     * @param type the class of the bean, without the proxy around it
     * @param methods the annotated methods
     * @param contracts the contracts that the bean implements
     */
    public record HandlerBean(String name, Class<?> type, Set<Method> methods, List<Class<?>> contracts) {
        public HandlerBean {
            methods = Set.copyOf(methods);
            contracts = List.copyOf(contracts);
        }
    }

    /** Returns the names of the beans that have handlers. */
    public static List<String> names(ConfigurableListableBeanFactory beans) {
        return in(beans).stream().map(HandlerBean::name).toList();
    }

    static List<HandlerBean> in(ConfigurableListableBeanFactory beans) {
        List<HandlerBean> found = new ArrayList<>();
        for (String name : beans.getBeanNamesForType(Object.class, false, true)) {
            HandlerBean bean = find(beans, name);
            if (bean != null) {
                found.add(bean);
            }
        }
        return found;
    }

    /** Returns the bean of this name with its handlers; null if the bean has no handlers. */
    public static @Nullable HandlerBean find(ConfigurableListableBeanFactory beans, String name) {
        try {
            return handlers(beans, name);
        } catch (RuntimeException | LinkageError e) {
            // The signatures of a bean of another library may name classes that are absent.
            LOG.debug("the class of the bean {} cannot be searched for handlers", name, e);
            return null;
        }
    }

    private static @Nullable HandlerBean handlers(ConfigurableListableBeanFactory beans, String name) {
        Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : AutoProxyUtils.determineTargetClass(beans, name);
        if (type == null || type.isInterface() || Proxy.isProxyClass(type)) {
            return null; // the client of a contract has the interface of the contract, but no handlers
        }
        // The client of a contract is named after the contract; so is a mock that replaces the client.
        List<Class<?>> contracts = contracts(type).stream()
                .filter(contract -> !contract.getName().equals(name))
                .toList();
        HandlerBean bean = new HandlerBean(name, type, annotated(type), contracts);
        return bean.methods().isEmpty() && bean.contracts().isEmpty() ? null : bean;
    }

    private static Set<Method> annotated(Class<?> type) {
        List<Class<? extends Annotation>> annotations = List.of(WampProcedure.class, WampListener.class);
        if (!AnnotationUtils.isCandidateClass(type, annotations)) {
            return Set.of();
        }
        return MethodIntrospector.selectMethods(
                type,
                (Method method) -> annotations.stream()
                        .anyMatch(annotation -> AnnotatedElementUtils.hasAnnotation(method, annotation)));
    }

    /** Returns the contracts that a class implements, except those that another of these contracts extends. */
    private static List<Class<?>> contracts(Class<?> type) {
        Set<Class<?>> all = ClassUtils.getAllInterfacesForClassAsSet(type);
        List<Class<?>> contracts = all.stream()
                .filter(implemented -> implemented.isAnnotationPresent(Contract.class))
                .toList();
        return contracts.stream()
                .filter(contract ->
                        contracts.stream().noneMatch(other -> other != contract && contract.isAssignableFrom(other)))
                .toList();
    }
}
