/** Recovery codes as a text file. */

export interface CodesFileTexts {
  readonly title: string;
  readonly made: string;
  readonly advice: string;
}

export const CODES_FILE_NAME = 'samehand-recovery-codes.txt';

/** With the line ends that every editor shows, also the plainest of Windows. */
export const codesFile = (codes: readonly string[], { title, made, advice }: CodesFileTexts): string =>
  [title, made, '', ...codes.map((code, at) => `${String(at + 1).padStart(2)}  ${code}`), '', advice, ''].join('\r\n');
