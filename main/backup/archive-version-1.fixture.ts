/**
 * An archive as version 1 of the format has it, of nobody: `FACTS` and `databaseOf(256)` of `archive.fixture.ts`, under
 * its passphrase. It is never made again: whatever comes later must read it.
 */
export const VERSION_1 = Buffer.from(
  [
    'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA4d2FrSzUwOEx0WlZlN2lHcHNEUDdRIDQKeEdsVXAxUlgwTi9RR2ZMakcy',
    'aXR0a0tmTCt0SW5DTklEeEc3cFg4SHhBVQotLS0gTTY0VWJnb0k5V0pnME5TT0dmVE83MC9vSmFoaWZqanBNbFBzY1hsdkRrawpR',
    'LNa8el6jz5dtFWstHakD541ijCEfgdmmKD/kGz4XpLNgIvSY9aEV6jYlTO0yKQ1rVXr4rBtq5YBJkVUPuKc12B9N1CABojzUgJVT',
    'nrC1Ke5r/BDg5aIl75lV600W4oy+fPDbADWGUtZMz0IafJGoQYHUn7y0Yv0tFXvgKS/vVjiEyLIASEJFIGN5fhPGDFeUuRlZrnax',
    '3NvYqZFdvGxV7R/3HsKEeLo0himE/j4JVHtK1sHBhTzwNH7OCFHSLLSCDU9l1sabEHM0iZ6/D/kB7SEytrHvqRx7BPAr5pdjMs+G',
    'C4YHwea/qTCiBqXtXbANtXsuZ39p32pv4llPYdBJb+yCejLDpLpT8OcVcbqgC4dyo6FzwM2MXlJzjjrYJPF6rmFOEdXJCURRkQTf',
    'y7wLwvWwZJKloMEMw00XH2TOapk62bRjY2e7iIKVqH0lnW9E2Ljf+l/W8aSqJ8HnRIDxowNw8PMXtNAGbamn9zxqiHif2de35I+E',
    'UrD/ILho0Ywpv8Q8d/5xbZTZ2lqttRUCF90CFmjGjUU73JoRcOYHU8wl/7/qm7zaQYqKPqRn8xhIzEtGTO4Eoc0FdZXAGnw63s4/',
    'JlxT/iUzrFnDPhI3bWDS8b3ZayUF42LccfnRSwej8KYZa9eO6RTTMdARGjVVOPcwMVbJ2bshv+fBkMOyf4BeUfx5Y7nKlogqG/gC',
    't74FM9/fIvu3r2jEXOfxPZwu8ddQ+NY6kdHHLwqyvDfsM3o+0RpFtYekH0F2LGloBBZe4/pU7N6wN0cbabpCYhrodfmfxdT9phqu',
    'YdyznnWM7CojPahFuGdDWnGFmsPkYjnienQI9EL3x4uct3Ew8QfpZbt1FVMVGFSLT28NXjEPLG2O611VEiZSuCkUisyNYIy4y+mM',
    'mKsSKNwZEKS5ImxIjW6oGIZfbXzO2WwqVptF4pj1sREsn+JoO6GHWE8K7mRVBXCW9lRAXsmIt4JuAdEoWwke6A==',
  ].join(''),
  'base64',
);
