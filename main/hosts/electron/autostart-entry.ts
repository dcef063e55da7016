/** The text of an autostart file, by the Desktop Entry Specification 1.5. */

export interface LaunchCommand {
  readonly path: string;
  readonly args: readonly string[];
}

/** Of an argument in double quotes, and then of any value of type string. */
const quoted = (argument: string): string => `"${argument.replaceAll(/["`$\\]/gu, '\\$&')}"`;
const escaped = (value: string): string => value.replaceAll('\\', '\\\\');

/** A percent sign begins a field code. */
const execArgument = (argument: string): string => escaped(quoted(argument)).replaceAll('%', '%%');

/**
 * @param environment set for the program, besides what the session gives it.
 * @throws RangeError for a control character: no quoting carries it.
 */
export const autostartEntry = (
  { path, args }: LaunchCommand,
  environment: Readonly<Record<string, string>> = {},
): string => {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const words = [...(settings.length === 0 ? [] : ['env', ...settings]), path, ...args];
  if (words.some((word) => /\p{Cc}/u.test(word))) throw new RangeError('a path has a control character in it');
  return `${[
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Samehand',
    'Comment=Is it still the same pair of hands?',
    'Comment[de]=Sind es noch dieselben Hände?',
    `Exec=${words.map(execArgument).join(' ')}`,
    'Icon=samehand',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ].join('\n')}\n`;
};

/** Whether a desktop would start it: others switch an entry off by these keys instead of removing it. */
export const isEntryOn = (text: string): boolean =>
  !/^Hidden\s*=\s*true\s*$/mu.test(text) && !/^X-GNOME-Autostart-enabled\s*=\s*false\s*$/mu.test(text);
