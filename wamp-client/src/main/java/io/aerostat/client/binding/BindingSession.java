package io.aerostat.client.binding;

import io.aerostat.client.contract.ContractProxy;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.ValueMapper;
import java.time.Duration;

/** A session that registers and subscribes annotated methods, and creates proxies of contracts. Any thread. */
public interface BindingSession extends Session {
    /** Returns the mapper that reads the arguments of methods. */
    ValueMapper mapper();

    @Override
    default WampFuture<Bindings> register(Object object) {
        return MethodBinder.bind(this, AnnotatedMethods.of(object, mapper()));
    }

    @Override
    default <T> WampFuture<Bindings> register(Class<T> contract, T implementation) {
        return MethodBinder.bindAll(this, AnnotatedMethods.ofContract(contract, implementation, mapper()));
    }

    @Override
    default <T> T proxy(Class<T> contract) {
        return ContractProxy.of(contract, this, ContractProxy.DEADLINE);
    }

    @Override
    default <T> T proxy(Class<T> contract, Duration deadline) {
        return ContractProxy.of(contract, this, deadline);
    }
}
