/** The looks of the windows: the component library's, with contrast enough for small text in both themes (WCAG 2.2 AA). */
import { createTheme, DEFAULT_THEME, type CSSVariablesResolver } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace',
});

const NAMES = Object.keys(DEFAULT_THEME.colors).filter((name) => name !== 'dark');

/** Text in a colour of its own, on plain ground or on the pale ground of that colour. */
const textColors = (shade: number): Record<string, string> =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const color = `var(--mantine-color-${name}-${String(shade)})`;
      return [`--mantine-color-${name}-light-color`, `--mantine-color-${name}-text`].map((key) => [key, color]);
    }),
  );

/** Yellow and its like are too pale for text even at their darkest. */
const DARK_TEXT = { '--mantine-color-yellow-light-color': '#7a3e00', '--mantine-color-orange-light-color': '#8f3a08' };

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...textColors(9),
    ...DARK_TEXT,
    '--mantine-color-green-light-color': '#1d5c2a',
    // On the ground that a chosen link has under the pointer, too.
    '--mantine-color-blue-light-color': '#12508c',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-blue-9)',
  },
  dark: {
    ...textColors(2),
    '--mantine-color-dimmed': 'var(--mantine-color-gray-5)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-5)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-blue-3)',
  },
});
