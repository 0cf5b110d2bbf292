package io.aerostat.balloon;

/**
 * The wind that carries the balloon: westerly, strongest in the jet stream, veering with height.
 *
 * @param east speed towards the east, m/s
 * @param north speed towards the north, m/s
 */
record Wind(double east, double north) {

    private static final double JET_STREAM = 11_000;
    private static final double JET_STREAM_DEPTH = 4_000;

    static Wind at(double altitude) {
        double offJet = (altitude - JET_STREAM) / JET_STREAM_DEPTH;
        return new Wind(4 + 26 * Math.exp(-offJet * offJet), 4 * Math.sin(altitude / 3_000));
    }
}
