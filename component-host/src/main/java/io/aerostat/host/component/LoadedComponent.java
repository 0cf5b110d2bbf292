package io.aerostat.host.component;

import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import io.aerostat.component.ComponentFactory;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class of a component in its class loader, ready to be instantiated. Must be closed after the end of the
 * component, to release its jars.
 */
final class LoadedComponent implements ComponentFactory, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoadedComponent.class);

    private static final String PYTHON = "if it is a Python component: run it as a guest, see docs/crossbar.md";

    private final ComponentClassLoader loader;
    private final Constructor<?> constructor;

    private LoadedComponent(ComponentClassLoader loader, Constructor<?> constructor) {
        this.loader = loader;
        this.constructor = constructor;
    }

    /**
     * Loads the class of a component, without running any of its code.
     *
     * @throws ComponentLoadException if the class is missing or not a component; the message gives the problem and its
     *     place
     */
    static LoadedComponent load(ComponentConfiguration component, ClassPath classPath, ClassLoader host)
            throws ComponentLoadException {
        ClassPath.Lookup lookup = classPath.lookup();
        ComponentClassLoader loader = new ComponentClassLoader(component.id(), lookup.files(), host);
        boolean python = PythonName.isLikely(component.classname(), classPath.folder(), lookup);
        try {
            Class<?> type = Class.forName(component.classname(), false, loader);
            return new LoadedComponent(loader, constructor(type));
        } catch (ClassNotFoundException e) {
            close(loader);
            throw new ComponentLoadException(
                    "class " + component.classname() + " not found on the class path " + describe(lookup)
                            + (python ? "; " + PYTHON : ""),
                    e);
        } catch (LinkageError e) {
            close(loader);
            throw new ComponentLoadException(
                    "class " + component.classname() + " cannot be loaded: " + e + "; class path " + describe(lookup),
                    e);
        } catch (ComponentLoadException e) {
            close(loader);
            throw e;
        }
    }

    @Override
    public Component create(ComponentContext context) throws Exception {
        try {
            Object made =
                    constructor.getParameterCount() == 0 ? constructor.newInstance() : constructor.newInstance(context);
            return (Component) made;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    ClassLoader classLoader() {
        return loader;
    }

    @Override
    public void close() {
        close(loader);
    }

    private static Constructor<?> constructor(Class<?> type) throws ComponentLoadException {
        String name = "class " + type.getName();
        if (!Component.class.isAssignableFrom(type)) {
            throw new ComponentLoadException(
                    name + " is not a component (expected one that implements " + Component.class.getName() + ")");
        }
        if (Modifier.isAbstract(type.getModifiers()) || !Modifier.isPublic(type.getModifiers())) {
            throw new ComponentLoadException(name + " cannot be created (expected a public, concrete class)");
        }
        try {
            return type.getConstructor(ComponentContext.class);
        } catch (NoSuchMethodException withoutContext) {
            try {
                return type.getConstructor();
            } catch (NoSuchMethodException e) {
                throw new ComponentLoadException(
                        name + " cannot be created (expected a public constructor, without parameters or with a "
                                + "ComponentContext)",
                        e);
            }
        }
    }

    private static String describe(ClassPath.Lookup lookup) {
        List<String> missing = lookup.missing();
        return lookup.files() + (missing.isEmpty() ? "" : "; missing entries: " + missing);
    }

    private static void close(ComponentClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            log.debug("closing class loader {} failed", loader.getName(), e);
        }
    }
}
