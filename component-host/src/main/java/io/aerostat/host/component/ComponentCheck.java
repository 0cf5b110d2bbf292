package io.aerostat.host.component;

import java.util.Map;
import java.util.Optional;

/** Checks whether the class of a component could be loaded now. */
public final class ComponentCheck {

    private ComponentCheck() {}

    /** Returns why the class cannot be loaded; empty if it can. Does not run any code of the class. */
    public static Optional<String> fault(String classname, ClassPath classPath) {
        ComponentConfiguration component = new ComponentConfiguration("check", classname, "check", Map.of());
        try {
            LoadedComponent.load(component, classPath, ComponentCheck.class.getClassLoader())
                    .close();
            return Optional.empty();
        } catch (ComponentLoadException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
