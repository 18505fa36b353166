// Where the server is: in the extension's own folder, else where the setting says, else on PATH.
// A function of its arguments, so that it can be tested without VS Code.

import * as path from 'node:path';

/** Where a program was looked for, in the order in which it is. */
export type Origin = 'extension' | 'setting' | 'PATH';

/** The server, or where it was looked for in vain. */
export type Found =
  | { readonly kind: 'found'; readonly program: string; readonly origin: Origin }
  | { readonly kind: 'missing'; readonly looked: readonly string[]; readonly setting: string };

/** What there is to know about the machine. */
export interface Machine {
  /** Absolute path of the folder of the extension. */
  readonly extension: string;
  /** The setting `proactive.server.path`; empty if it is not set. */
  readonly setting: string;
  /** Absolute path of the first folder of the workspace, if one is open. */
  readonly workspace: string | undefined;
  /** Absolute path of the user's home folder. */
  readonly home: string;
  /** The variable `PATH`. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
  /** Whether there is a file at a path that may be run. */
  isProgram(file: string): boolean;
}

/** The arguments with which the program is a language server. */
export const SERVER_ARGUMENTS: readonly string[] = ['lsp'];

/**
 * Finds the program. The extension's own comes first, because the two were made for each other; the
 * setting is for an extension that was packaged without one.
 */
export function locate(machine: Machine): Found {
  const flavour = machine.platform === 'win32' ? path.win32 : path.posix;
  const name = machine.platform === 'win32' ? 'proactive.exe' : 'proactive';
  const setting = machine.setting.trim();

  const candidates: { file: string; origin: Origin }[] = [
    { file: flavour.join(machine.extension, 'server', name), origin: 'extension' },
  ];
  if (setting !== '') {
    candidates.push({ file: expand(setting, machine, flavour), origin: 'setting' });
  }
  for (const folder of machine.path.split(flavour.delimiter)) {
    // An empty entry means the current folder, which no one chose.
    if (flavour.isAbsolute(folder)) {
      candidates.push({ file: flavour.join(folder, name), origin: 'PATH' });
    }
  }

  const found = candidates.find(({ file }) => machine.isProgram(file));
  if (found === undefined) {
    return { kind: 'missing', looked: candidates.map(({ file }) => file), setting };
  }
  return { kind: 'found', program: found.file, origin: found.origin };
}

function expand(setting: string, machine: Machine, flavour: path.PlatformPath): string {
  if (setting === '~' || setting.startsWith('~/') || setting.startsWith('~\\')) {
    return flavour.join(machine.home, setting.slice(1));
  }
  if (flavour.isAbsolute(setting)) {
    return setting;
  }
  return flavour.join(machine.workspace ?? machine.home, setting);
}

/** What to tell when there is no server. */
export function missingMessage(found: Found & { kind: 'missing' }): string {
  if (found.setting !== '') {
    return (
      `The setting “proactive.server.path” names ${found.setting}, and there is no program there, nor a “proactive” ` +
      'on PATH. So texts are coloured but not checked. Correct the setting.'
    );
  }
  return (
    'The program “proactive” was not found, so texts are coloured but not checked. ' +
    'Install it and put it on PATH, or say where it is in the setting “proactive.server.path”.'
  );
}
