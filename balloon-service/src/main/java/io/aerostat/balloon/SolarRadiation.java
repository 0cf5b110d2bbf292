package io.aerostat.balloon;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The sunlight on a level plate under a cloudless sky: the solar constant, weakened by the air above the balloon, plus
 * the light that this air scatters. The position of the sun is accurate to about a degree, and the light to about a
 * tenth.
 */
final class SolarRadiation {

    /** The solar constant, in W/m², at the mean distance of the Earth from the sun. */
    static final double SOLAR_CONSTANT = 1361;

    /** The light that a clear sky scatters down to the ground, as a share of the direct light. */
    private static final double SCATTERED_AT_SEA_LEVEL = 0.1;

    private SolarRadiation() {}

    /**
     * Returns the sun's elevation above the horizon, in degrees; negative at night.
     *
     * <p>The declination and the equation of time are the Fourier series of Spencer (1971).
     */
    static double elevation(Instant time, double latitude, double longitude) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        double hour = utc.toLocalTime().toNanoOfDay() / 3.6e12;
        double year = yearAngle(utc, hour);
        double declination = 0.006918
                - 0.399912 * Math.cos(year)
                + 0.070257 * Math.sin(year)
                - 0.006758 * Math.cos(2 * year)
                + 0.000907 * Math.sin(2 * year)
                - 0.002697 * Math.cos(3 * year)
                + 0.00148 * Math.sin(3 * year);
        double equationOfTimeMinutes = 229.18
                * (0.000075
                        + 0.001868 * Math.cos(year)
                        - 0.032077 * Math.sin(year)
                        - 0.014615 * Math.cos(2 * year)
                        - 0.040849 * Math.sin(2 * year));
        double solarHour = hour + equationOfTimeMinutes / 60 + longitude / 15;
        double hourAngle = Math.toRadians(15 * (solarHour - 12));
        double phi = Math.toRadians(latitude);
        return Math.toDegrees(Math.asin(
                Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle)));
    }

    /**
     * Returns the sunlight on a level plate, W/m².
     *
     * @param altitude above mean sea level, m
     */
    static double onLevelPlate(Instant time, double latitude, double longitude, double altitude) {
        double elevation = elevation(time, latitude, longitude);
        if (elevation <= 0) {
            return 0;
        }
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        double distance = 1 + 0.033 * Math.cos(yearAngle(utc, 0));
        double airAbove = StandardAtmosphere.at(altitude).pressure() / StandardAtmosphere.SEA_LEVEL.pressure();
        double airMass = airMass(elevation) * airAbove;
        // Meinel's formula for the light that passes through a clear sky.
        double direct = SOLAR_CONSTANT * distance * Math.pow(0.7, Math.pow(airMass, 0.678));
        return direct * Math.sin(Math.toRadians(elevation)) * (1 + SCATTERED_AT_SEA_LEVEL * airAbove);
    }

    /**
     * Returns the air mass: the amount of air that a ray passes through, as a multiple of that for a ray from the
     * zenith. Formula of Kasten and Young (1989).
     */
    private static double airMass(double elevation) {
        return 1 / (Math.sin(Math.toRadians(elevation)) + 0.50572 * Math.pow(elevation + 6.07995, -1.6364));
    }

    private static double yearAngle(ZonedDateTime utc, double hour) {
        return 2
                * Math.PI
                * (utc.getDayOfYear() - 1 + (hour - 12) / 24)
                / utc.toLocalDate().lengthOfYear();
    }
}
