package io.aerostat.host.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedComponentTest {

    private static final ClassLoader HOST = LoadedComponentTest.class.getClassLoader();

    @TempDir
    Path folder;

    private ClassPath classPath;

    @BeforeEach
    void classPath() {
        classPath = new ClassPath(folder, List.of(".", "gone.jar"));
    }

    private static ComponentConfiguration component(String classname) {
        return new ComponentConfiguration("component001", classname, "realm1", Map.of("colour", "red"));
    }

    private static ComponentContext context() {
        return new ComponentContext("component001", "realm1", Map.of("colour", "red"));
    }

    private void compile(String name, String body) throws IOException {
        CompiledClasses.compile(
                folder,
                "shop." + name,
                "package shop; import io.aerostat.component.*; public class " + name + " " + body);
    }

    @Test
    void isMadeWithItsContext() throws Exception {
        compile("Coloured", """
                implements Component {
                    final String text;
                    public Coloured(ComponentContext context) {
                        text = context.extra().get("colour") + " " + context.name();
                    }
                    @Override public String toString() { return text; }
                }""");
        try (LoadedComponent loaded = LoadedComponent.load(component("shop.Coloured"), classPath, HOST)) {
            Component made = loaded.create(context());
            assertThat(made).hasToString("red component001");
            assertThat(made.getClass().getClassLoader()).isSameAs(loaded.classLoader());
        }
    }

    @Test
    void itsOwnClassesComeFirstButTheApiIsShared() throws Exception {
        // Another version of a class that is on the host's class path.
        CompiledClasses.compile(
                folder, "org.awaitility.Awaitility", "package org.awaitility; public class Awaitility {}");
        CompiledClasses.compile(folder, "org.slf4j.LoggerFactory", "package org.slf4j; public class LoggerFactory {}");
        compile("Plain", "implements Component {}");
        try (LoadedComponent loaded = LoadedComponent.load(component("shop.Plain"), classPath, HOST)) {
            ClassLoader loader = loaded.classLoader();
            assertThat(loader.loadClass("org.awaitility.Awaitility").getClassLoader())
                    .isSameAs(loader);
            assertThat(loader.loadClass("org.slf4j.LoggerFactory").getClassLoader())
                    .isNotSameAs(loader);
            assertThat(loader.loadClass("io.aerostat.component.Component")).isSameAs(Component.class);
            assertThat(loader.loadClass("org.assertj.core.api.Assertions").getClassLoader())
                    .as("what it does not bring, it finds at the host")
                    .isSameAs(HOST);
        }
    }

    @Test
    void aMissingClassIsNamedWithItsClassPathAndTheMissingEntries() {
        assertThatThrownBy(() -> LoadedComponent.load(component("shop.Gone"), classPath, HOST))
                .isInstanceOf(ComponentLoadException.class)
                .hasMessageContaining("class shop.Gone not found on the class path [" + folder + "]")
                .hasMessageContaining("missing entries: [gone.jar]");
    }

    @Test
    void whatCannotBeMadeIsRefused() throws Exception {
        compile("NoComponent", "{}");
        CompiledClasses.compile(
                folder,
                "shop.Private",
                "package shop; public class Private implements io.aerostat.component.Component { "
                        + "private Private() {} }");
        assertThatThrownBy(() -> LoadedComponent.load(component("shop.NoComponent"), classPath, HOST))
                .hasMessage("class shop.NoComponent is not a component (expected one that implements "
                        + "io.aerostat.component.Component)");
        assertThatThrownBy(() -> LoadedComponent.load(component("shop.Private"), classPath, HOST))
                .hasMessageContaining("expected a public constructor");
    }

    @Test
    void whatTheConstructorThrowsIsHandedOnAsItIs() throws Exception {
        compile("Broken", """
                implements Component {
                    public Broken() { throw new IllegalStateException("no helium"); }
                }""");
        try (LoadedComponent loaded = LoadedComponent.load(component("shop.Broken"), classPath, HOST)) {
            assertThatThrownBy(() -> loaded.create(context()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no helium");
        }
    }
}
