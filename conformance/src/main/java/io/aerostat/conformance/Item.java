package io.aerostat.conformance;

/**
 * One item of the WAMP specification, which an implementation either obeys or does not.
 *
 * @param id such as {@code CAN-5}
 * @param level {@code MUST}, {@code SHOULD}, {@code MAY}; with a star where the level is ours; {@code EXT} for
 *     extensions; or empty
 * @param party {@code R} for routers, {@code C} for clients, {@code R/C}, or empty for all
 * @param outOfScope the part of WAMP that is deliberately not implemented and that the item belongs to, or empty
 * @param what the item in one line
 */
record Item(String id, String level, String party, String outOfScope, String what) {

    boolean inScope() {
        return outOfScope.isEmpty();
    }

    /** Checks whether the build fails without a test of this item. */
    boolean mandatory() {
        return inScope() && (level.equals("MUST") || level.equals("MUST*"));
    }
}
