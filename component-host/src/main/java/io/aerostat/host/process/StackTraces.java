package io.aerostat.host.process;

/** Recognizes the lines of a stack trace among other printed lines. */
public final class StackTraces {
    /**
     * The class of the JDK that calls {@code println(Object)} for each line of a stack trace, first with the exception
     * itself.
     */
    private static final String PRINTER = Throwable.class.getName() + "$WrappedPrintStream";

    private StackTraces() {}

    /**
     * Checks whether the caller of this method was called by {@link Throwable#printStackTrace()}. Returns false on a
     * JVM that prints stack traces in another way.
     */
    public static boolean areBeingPrinted() {
        // Frame 0 is this method, frame 1 is println.
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(2)
                        .findFirst()
                        .filter(caller -> caller.getClassName().equals(PRINTER))
                        .isPresent());
    }
}
