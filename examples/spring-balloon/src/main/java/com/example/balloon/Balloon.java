package com.example.balloon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The balloon: it rises until it is popped, falls to the ground, and starts again. Thread-safe. */
@Service
class Balloon implements BalloonService {
    private static final Logger LOG = LoggerFactory.getLogger(Balloon.class);

    private static final double GROUND = 112;
    private static final double CEILING = 32_000;
    private static final double METRES_UP = 330;
    private static final double METRES_DOWN = 1_500;

    private double altitude = GROUND;
    private boolean falling;

    @Override
    public synchronized long pop(long x, long y) {
        LOG.info(falling ? "popped again, already falling" : "popped, falling");
        falling = true;
        return Math.addExact(x, y);
    }

    /** Moves the balloon by one step, and reads its instruments. */
    synchronized Telemetry step() {
        double before = altitude;
        altitude = falling ? Math.max(GROUND, altitude - METRES_DOWN) : Math.min(CEILING, altitude + METRES_UP);
        String phase = falling ? "falling" : altitude == CEILING ? "floating" : "ascending";
        if (altitude == GROUND) {
            falling = false;
            phase = "landed";
        }
        return Telemetry.at(phase, altitude, altitude - before);
    }
}
