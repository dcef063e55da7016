import { describe, expect, it } from 'vitest';
import { minimumJerk, playCurve, type Curve } from './fixtures.ts';
import { createMovementMeter, type Measured, type MovementMeter } from './movement.ts';
import { MEASURE, POINTER_MEASURES, type PointerMeasure } from './pointer-measures.ts';
import { beginPath, createResampledPath, endPath, extendPath } from './resampled-path.ts';

type Row = Readonly<Record<PointerMeasure, number>>;

const measureWith = (
  meter: MovementMeter,
  curve: Curve,
  timing: Parameters<typeof playCurve>[2] = {},
): Row & { readonly kind: Measured } => {
  const path = createResampledPath();
  let begun = false;
  const move = (t: number, x: number, y: number): void => {
    if (begun) extendPath(path, t, x, y);
    else beginPath(path, t, x, y);
    begun = true;
  };
  playCurve(move, curve, timing);
  endPath(path);
  const row = new Float64Array(POINTER_MEASURES.length).fill(Number.NaN);
  const kind = meter.measure(path, row);
  const values = Object.fromEntries(POINTER_MEASURES.map((name) => [name, row[MEASURE[name]] ?? 0]));
  return { ...(values as Row), kind };
};

/** Measured by a meter that has measured nothing before. */
const measure = (curve: Curve, timing: Parameters<typeof playCurve>[2] = {}): Row & { readonly kind: Measured } =>
  measureWith(createMovementMeter(), curve, timing);

const straight: Curve = (share) => [100 + 600 * minimumJerk(share), 50 + 800 * minimumJerk(share)];
/** A minimum-jerk way of 800 px that bows to one side and passes the target by 5 %. */
const bowed: Curve = (share) => {
  const s = minimumJerk(share);
  return [800 * (s + 0.05 * Math.sin(Math.PI * s)), 120 * Math.sin(Math.PI * s)];
};

describe('a minimum-jerk movement', () => {
  const row = measure(straight);

  it('is straight', () => {
    expect(row.kind).toBe('full');
    expect(row.path).toBeCloseTo(Math.log(1_000), 9);
    expect(row.efficiency).toBeCloseTo(1, 9);
    expect(row.turning).toBeCloseTo(0, 9);
    expect(row.deviation).toBeCloseTo(0, 9);
    expect(row.launch).toBeCloseTo(0, 9);
    expect([row.overshoot, row.sharpTurns]).toEqual([0, 0]);
    expect(row.backtrack).toBeCloseTo(0, 9);
  });

  it('has the speed profile of theory: peak 15/8 of the mean, half-way', () => {
    expect(row.duration).toBeCloseTo(Math.log(1_000), 9);
    expect(row.meanSpeed).toBeCloseTo(Math.log(1_000), 9);
    // Smoothing takes 1 % off the peak.
    expect(Math.exp(row.peakToMean) / 1.875).toBeCloseTo(0.99, 2);
    expect(Math.exp(row.relativePeak) / 1.875).toBeCloseTo(0.99, 2);
    expect(Math.abs(row.timeToPeak - 0.5)).toBeLessThanOrEqual(0.025);
    expect(row.acceleration).toBeCloseTo(row.deceleration, 1);
    // The speed passes a tenth of its peak after 8.6 % of the time.
    expect(row.onset).toBeCloseTo(0.086, 1);
    expect(row.stillness).toBeCloseTo(0.17, 1);
    expect(row.submovements).toBe(0);
    // 80 % of the way lie behind after 67 % of the time.
    expect(row.approach).toBeCloseTo(Math.log(325), 1);
  });

  it('has the smallest possible jerk: 204.8 without dimension, less a sixth by smoothing', () => {
    expect(Math.exp(row.jerk) / 204.8).toBeCloseTo(5 / 6, 1);
  });
});

describe('a circle', () => {
  it('turns by 2π at 1 / radius', () => {
    const row = measure((share) => [100 * Math.cos(2 * Math.PI * share), 100 * Math.sin(2 * Math.PI * share)]);
    // The first and last of the 40 chords turn against nothing.
    expect(Math.expm1(row.turning)).toBeCloseTo(2 * Math.PI * (39 / 40), 2);
    expect(row.netTurning).toBeCloseTo(Math.expm1(row.turning), 9);
    expect(Math.exp(row.curvature)).toBeCloseTo(1, 1);
    expect(row.efficiency).toBeCloseTo(0, 9);
    expect(row.deviation).toBeNaN();
  });

  it('turns the other way when it is drawn the other way', () => {
    const row = measure((share) => [100 * Math.sin(2 * Math.PI * share), 100 * Math.cos(2 * Math.PI * share)]);
    expect(Math.expm1(row.turning)).toBeCloseTo(2 * Math.PI * (39 / 40), 2);
    expect(row.netTurning).toBeCloseTo(-Math.expm1(row.turning), 9);
  });
});

describe('a movement', () => {
  it('shows a way past the target and back', () => {
    const row = measure((share) => [share < 0.6 ? 500 * (share / 0.6) : 500 - 100 * ((share - 0.6) / 0.4), 0]);
    expect(Math.expm1(row.overshoot)).toBeCloseTo(0.25, 9);
    expect(row.backtrack).toBeCloseTo(100 / 600, 9);
    expect(row.efficiency).toBeCloseTo(400 / 600, 9);
    expect(row.sharpTurns).toBe(Math.log(2));
  });

  it('shows its widest bow and the side it sets out on', () => {
    const row = measure((share) => [share * 400, share < 0.5 ? share * 400 : (1 - share) * 400], { step: 5 });
    expect(Math.expm1(row.deviation)).toBeCloseTo(0.5, 9);
    expect(row.launch).toBeCloseTo(Math.PI / 4, 9);
    expect(row.netTurning).toBeCloseTo(-Math.PI / 2, 9);
  });

  it('shows when it is fastest', () => {
    const row = measure((share) => [600 * minimumJerk(share ** 0.5), 0]);
    // The speed of s(√u) is as τ(1 − τ)² with τ = √u, and peaks at τ = 1/3.
    const rise = Math.exp(row.riseTime);
    expect(rise / 1_000).toBeCloseTo(row.timeToPeak, 9);
    expect(rise + Math.exp(row.fallTime)).toBeCloseTo(1_000, 6);
    expect(Math.abs(row.timeToPeak - 1 / 9)).toBeLessThan(0.05);
    expect(row.acceleration).toBeGreaterThan(row.deceleration);
  });

  it('shows two pushes and the halt between them', () => {
    const row = measure((share) => [
      300 * minimumJerk(Math.min(share / 0.4, 1)) + 300 * minimumJerk(Math.max(share / 0.4 - 1.5, 0)),
      0,
    ]);
    expect(row.submovements).toBe(Math.log(2));
    expect(row.stillness).toBeGreaterThan(0.2);
  });

  it('is measured the same whatever was measured before, however slow', () => {
    const meter = createMovementMeter();
    measureWith(meter, bowed);
    const drift: Curve = (share) => [9 * share, 4 * share];
    const timing = { duration: 3_000, step: 100 };
    expect(measureWith(meter, drift, timing)).toEqual(measure(drift, timing));
  });

  it('is none below 8 px, and brief below 3 grid steps', () => {
    expect(measure((share) => [7 * share, 0]).kind).toBe('none');
    const row = measure((share) => [80 * share, 0], { duration: 48, step: 8 });
    expect(row.kind).toBe('brief');
    expect(row.efficiency).toBe(1);
    expect(row.jerk).toBeNaN();
  });
});

describe('the side of a movement', () => {
  it('is positive to the right of the line, whatever its direction', () => {
    const right = measure(bowed);
    const left = measure((share) => [bowed(share)[0], -bowed(share)[1]]);
    const turned = measure((share) => [-bowed(share)[1], bowed(share)[0]]);
    expect(right.signedDeviation).toBeCloseTo(Math.asinh(10 * 0.15), 3);
    for (const name of ['signedDeviation', 'signedLaunch', 'offset1', 'offset4', 'offset7'] as const) {
      expect(right[name], name).toBeGreaterThan(0);
      expect(left[name], name).toBeCloseTo(-right[name], 9);
      expect(turned[name], name).toBeCloseTo(right[name], 9);
    }
    expect(right.offset4).toBeGreaterThan(right.offset1);
  });

  it('leaves the direction to measures of its own', () => {
    const row = measure(straight);
    expect([row.directionCos, row.directionSin]).toEqual([expect.closeTo(0.6, 9), expect.closeTo(0.8, 9)]);
    expect(row.doubleDirectionCos).toBeCloseTo(Math.cos(2 * Math.atan2(8, 6)), 9);
    expect(row.doubleDirectionSin).toBeCloseTo(Math.sin(2 * Math.atan2(8, 6)), 9);
    expect(row.distance).toBeCloseTo(Math.log(1_000), 9);
    expect(row.meanDeviation).toBeCloseTo(Math.log(0.005), 9);
  });
});

describe('the shape of speed', () => {
  it('is symmetric for a minimum-jerk movement, and highest in its middle', () => {
    const row = measure(straight);
    const places = [row.speed1, row.speed2, row.speed3, row.speed4, row.speed5, row.speed6, row.speed7, row.speed8];
    places.forEach((value, i) => {
      expect(value).toBeCloseTo(places[7 - i] ?? 0, 2);
    });
    expect(Math.max(...places)).toBe(Math.max(row.speed4, row.speed5));
    expect(row.startSpeed).toBeCloseTo(row.endSpeed, 2);
    expect(row.accelerationToPeak).toBeCloseTo(row.decelerationToPeak, 2);
    expect(row.verticalPeak - row.horizontalPeak).toBeCloseTo(Math.log(8 / 6), 1);
  });

  it('tells a way along the axes from a slanted one', () => {
    expect(measure((share) => [500 * minimumJerk(share), 0]).axisSteps).toBeCloseTo(Math.log(1.05), 9);
    expect(measure(straight).axisSteps).toBeLessThan(Math.log(0.35));
  });
});

describe('the grid', () => {
  const fine = measure(bowed, { step: 1 });
  /** Largest difference from sampling at 1 kHz over all measures (most are logs), but for those listed. */
  const worst = (other: Row, except: readonly PointerMeasure[] = []): number =>
    Math.max(
      ...POINTER_MEASURES.filter((name) => !Number.isNaN(fine[name]) && !except.includes(name)).map((name) =>
        Math.abs(fine[name] - other[name]),
      ),
    );

  it.each([
    [8, 0.01],
    [16, 0.05],
    [31, 0.15],
  ])('hides whether a mouse reports every %i ms', (step, tolerance) => {
    expect(worst(measure(bowed, { step }))).toBeLessThan(tolerance);
  });

  it('hides a coarse clock, but for jerk and roughness, which a clock of 10 ms may double', () => {
    const coarse = measure(bowed, { step: 8, tick: 10 });
    expect(worst(coarse, ['jerk', 'roughness'])).toBeLessThan(0.1);
    expect(Math.abs(coarse.jerk - fine.jerk)).toBeLessThan(Math.log(2));
    expect(Math.abs(coarse.roughness - fine.roughness)).toBeLessThan(Math.log(2.1));
  });

  it('hides the scale of the screen in what is relative', () => {
    const double = measure((share) => {
      const [x, y] = bowed(share);
      return [2 * x, 2 * y];
    });
    for (const name of ['efficiency', 'relativePeak', 'peakToMean', 'peakAcceleration', 'jerk', 'launch'] as const) {
      expect(double[name], name).toBeCloseTo(measure(bowed)[name], 6);
    }
    expect(double.path - measure(bowed).path).toBeCloseTo(Math.log(2), 9);
  });
});
