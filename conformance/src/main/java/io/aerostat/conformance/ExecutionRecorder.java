package io.aerostat.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Records the outcome of every test that cites items, in the file that the system property {@value #FILE} names.
 * Without the property, as in an editor, records nothing. JUnit finds this class as a service and calls it on the
 * engine's threads.
 */
public final class ExecutionRecorder implements TestExecutionListener {
    /**
     * The system property that names the file. The build sets a separate file for each kind of tests of a module, such
     * as its unit tests, and for each JVM that runs them.
     */
    static final String FILE = "aerostat.conformance.file";

    /**
     * Whether a recorder of this JVM has created the file. A JVM may run several test plans, each with its own
     * recorder.
     */
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final Queue<Execution> executions = new ConcurrentLinkedQueue<>();
    private volatile @Nullable TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        record(
                test,
                switch (result.getStatus()) {
                    case SUCCESSFUL -> Outcome.PASS;
                    case FAILED -> Outcome.FAIL;
                    case ABORTED -> Outcome.NONE;
                });
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, Outcome.NONE);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        String file = System.getProperty(FILE);
        if (file == null) {
            return;
        }
        List<String> lines = executions.stream().map(Execution::line).toList();
        OpenOption mode =
                BEGUN.compareAndSet(false, true) ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        try {
            Path path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, lines, StandardOpenOption.CREATE, mode);
        } catch (IOException e) {
            throw new UncheckedIOException("the outcome of tests cannot be written to " + file, e);
        }
    }

    private void record(TestIdentifier test, Outcome outcome) {
        MethodSource source = test.getSource()
                .map(any -> any instanceof MethodSource method ? method : null)
                .orElse(null);
        if (!test.isTest() || source == null) {
            return;
        }
        List<String> ids = ids(source.getJavaClass(), source.getJavaMethod());
        if (!ids.isEmpty()) {
            executions.add(new Execution(
                    ids,
                    source.getClassName(),
                    source.getJavaMethod().getDeclaringClass().getName(),
                    source.getMethodName(),
                    variant(test),
                    outcome));
        }
    }

    /**
     * Returns the ids that a test cites: first those at its method, then those at its class, and then those at the
     * enclosing classes, from the innermost to the outermost.
     */
    static List<String> ids(Class<?> testClass, Method method) {
        Set<String> ids = new LinkedHashSet<>();
        Optional.ofNullable(method.getAnnotation(Conformance.class))
                .ifPresent(own -> ids.addAll(Arrays.asList(own.value())));
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            Optional.ofNullable(type.getAnnotation(Conformance.class))
                    .ifPresent(all -> ids.addAll(Arrays.asList(all.value())));
        }
        return new ArrayList<>(ids);
    }

    /**
     * Returns the kind of connection over which a parameterized class runs, as the display name of the class's
     * invocation shows it.
     */
    private String variant(TestIdentifier test) {
        TestPlan running = plan;
        Optional<TestIdentifier> above = running == null ? Optional.empty() : running.getParent(test);
        while (running != null && above.isPresent()) {
            UniqueId.Segment segment = above.get().getUniqueIdObject().getLastSegment();
            if (segment.getType().equals("class-template-invocation")) {
                return above.get().getDisplayName();
            }
            above = running.getParent(above.get());
        }
        return "";
    }
}
