/** A program in a real terminal (a pseudo-terminal, by Python), with somebody who types when asked. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Types each answer once its question is there and the terminal no longer echoes, and prints what was on the screen. */
const TERMINAL = `
import json, os, pty, select, signal, sys, termios
signal.alarm(30)
answers, command = json.loads(sys.argv[1]), sys.argv[2:]
pid, screen = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
seen, typed = b'', 0
while True:
    ready, _, _ = select.select([screen], [], [], 0.02)
    if ready:
        try:
            read = os.read(screen, 4096)
        except OSError:
            read = b''
        if not read:
            break
        seen += read
    elif typed < len(answers) and seen.count(b': ') > typed and not termios.tcgetattr(screen)[3] & termios.ECHO:
        os.write(screen, answers[typed].encode() + b'\\r')
        typed += 1
_, status = os.waitpid(pid, 0)
print(json.dumps({'code': os.waitstatus_to_exitcode(status), 'screen': seen.decode()}))
`;

/** Runs a program of Node's to its end; `answers` are typed one by one. */
export const typeInTerminal = async (
  args: readonly string[],
  answers: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string },
): Promise<{ readonly code: number; readonly screen: string }> => {
  const command = ['-c', TERMINAL, JSON.stringify(answers), process.execPath, ...args];
  const child = spawn('/usr/bin/python3', command, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  await once(child, 'close');
  return JSON.parse(stdout) as { code: number; screen: string };
};
