package io.aerostat.spring.contract;

import io.aerostat.spring.WampOperations;
import io.aerostat.spring.failure.Mistakes;
import org.springframework.beans.factory.SmartFactoryBean;

/**
 * Makes the client of a contract. Public, because code that Spring generates ahead of time is in the package of the
 * contract.
 *
 * @param <T> the contract
 */
public final class ContractClientFactory<T> implements SmartFactoryBean<T> {
    private final Class<T> contract;
    private final WampOperations operations;

    /** Creates the factory of one client, which uses these operations. */
    public ContractClientFactory(Class<T> contract, WampOperations operations) {
        this.contract = contract;
        this.operations = operations;
    }

    /** @throws io.aerostat.spring.failure.WampStartFailed if the interface is not a contract */
    @Override
    public T getObject() {
        try {
            return operations.proxy(contract);
        } catch (IllegalArgumentException e) {
            throw Mistakes.unusableMethod("The client of " + contract.getName(), String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Class<T> getObjectType() {
        return contract;
    }

    /** Returns true, so that an interface that is not a contract fails the start. */
    @Override
    public boolean isEagerInit() {
        return true;
    }
}
