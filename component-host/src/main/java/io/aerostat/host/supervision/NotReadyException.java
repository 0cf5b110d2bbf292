package io.aerostat.host.supervision;

/** Thrown if a supervised thing ended before it was in service. */
final class NotReadyException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Ending ending;

    NotReadyException(Ending ending) {
        super(ending.description(), ending.cause().orElse(null));
        this.ending = ending;
    }

    /** Returns how the run ended. */
    public Ending ending() {
        return ending;
    }
}
