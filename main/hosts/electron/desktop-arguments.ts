/** What the command that starts the tray may say; anything else belongs to Chromium and is left alone. */
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../../contract/result.ts';
import { MODES, type Mode } from '../../../contract/policy.ts';
import { PLATFORM_NAMES, type PlatformName } from '../../platform/platform.ts';
import type { SourceSpec } from '../../sensor/protocol.ts';

export interface DesktopArguments {
  readonly mode: Mode | null;
  readonly platform: PlatformName | null;
  readonly source: SourceSpec;
  readonly isHidden: boolean;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `max` is as fast as possible. */
const speedOf = (text: string): number | null | undefined => {
  if (text === 'max') return null;
  const value = Number(text);
  return value > 0 && value !== Infinity ? value : undefined;
};

/** @param argv without the program and its script. */
export const desktopArguments = (argv: readonly string[]): Result<DesktopArguments, 'usage'> => {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      mode: { type: 'string' },
      platform: { type: 'string' },
      input: { type: 'string' },
      speed: { type: 'string' },
      hidden: { type: 'boolean' },
    },
  });
  const mode = MODES.find((name) => name === values.mode) ?? null;
  if (values.mode !== undefined && mode === null) return err('usage', `--mode takes one of ${MODES.join(', ')}.`);
  const platform = PLATFORM_NAMES.find((name) => name === values.platform) ?? null;
  if (values.platform !== undefined && platform === null) {
    return err('usage', `--platform takes one of ${PLATFORM_NAMES.join(', ')}.`);
  }
  const input = textOf(values.input);
  const speed = speedOf(textOf(values.speed) ?? '1');
  if (speed === undefined) return err('usage', '--speed takes a positive number, or max.');
  return ok({
    mode,
    platform,
    source: input === null ? { kind: 'hook' } : { kind: 'replay', path: input, speed },
    isHidden: values.hidden === true,
  });
};
