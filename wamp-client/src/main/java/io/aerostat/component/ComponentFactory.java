package io.aerostat.component;

/** Creates a component when its runner starts. */
@FunctionalInterface
public interface ComponentFactory {
    Component create(ComponentContext context) throws Exception;
}
