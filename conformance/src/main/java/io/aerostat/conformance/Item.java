package io.aerostat.conformance;

/**
 * One item of WAMP that an implementation either obeys or does not.
 *
 * @param id such as {@code CAN-5}
 * @param level {@code MUST}, {@code SHOULD}, {@code MAY}; with a star where the level is ours; {@code EXT} for extensions; or empty
 * @param party {@code R} for routers, {@code C} for clients, {@code R/C}, or empty for all
 * @param outOfScope what it belongs to that is not implemented on purpose, or empty
 * @param what it says, in a line
 */
record Item(String id, String level, String party, String outOfScope, String what) {

    boolean inScope() {
        return outOfScope.isEmpty();
    }

    /** Whether the build fails without a test of it. */
    boolean mandatory() {
        return inScope() && (level.equals("MUST") || level.equals("MUST*"));
    }
}
