package io.aerostat.component;

/** Creates a component when its runner starts. */
@FunctionalInterface
public interface ComponentFactory {
    /** Makes the component; called when its runner starts. */
    Component create(ComponentContext context) throws Exception;
}
