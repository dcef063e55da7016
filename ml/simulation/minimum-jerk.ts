/**
 * The minimum-jerk profile of a point-to-point movement (Flash and Hogan 1985): smooth, bell-shaped speed, at rest at
 * both ends.
 */

/** Share of the way covered at share `u` (0–1) of the duration. */
export const minimumJerk = (u: number): number => u * u * u * (10 + u * (6 * u - 15));

/** Speed at share `u` of the duration, as a multiple of the mean speed; 1.875 at its peak, halfway. */
export const minimumJerkSpeed = (u: number): number => 30 * u * u * (1 - u) * (1 - u);
