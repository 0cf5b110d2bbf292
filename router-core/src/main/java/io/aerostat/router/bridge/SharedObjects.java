package io.aerostat.router.bridge;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The objects that all connections of one router share, at most one of each class. Any thread. */
public final class SharedObjects {
    private final ConcurrentMap<Class<?>, Object> objects = new ConcurrentHashMap<>();

    /** Returns the only object of a class. The first call creates the object. */
    public <T> T get(Class<T> type, Supplier<T> maker) {
        return type.cast(objects.computeIfAbsent(type, missing -> maker.get()));
    }
}
