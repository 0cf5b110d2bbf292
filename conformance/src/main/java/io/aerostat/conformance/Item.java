package io.aerostat.conformance;

/**
 * One item of the WAMP specification, which an implementation either obeys or does not.
 *
 * @param id the id, such as {@code CAN-5}
 * @param level {@code MUST}, {@code SHOULD} or {@code MAY}, with a star if this project, not the specification, sets
 *     the level; {@code EXT} for extensions; or empty
 * @param party {@code R} for routers, {@code C} for clients, {@code R/C}, or empty for all
 * @param outOfScope if the item belongs to a part of WAMP that is deliberately not implemented, the name of this part;
 *     otherwise empty
 * @param what the text of the item, in one line
 */
record Item(String id, String level, String party, String outOfScope, String what) {

    boolean inScope() {
        return outOfScope.isEmpty();
    }

    /** Checks whether the build fails if no test proves this item. */
    boolean mandatory() {
        return inScope() && (level.equals("MUST") || level.equals("MUST*"));
    }
}
