// Where the server is: in the extension's folder, otherwise where the setting points, otherwise on PATH.
// A pure function, so that it can be tested without VS Code.

import * as path from 'node:path';

/** The places that are searched for the program, in this order. */
export type Origin = 'extension' | 'setting' | 'PATH';

/** The server, or the places where it was not found. */
export type Found =
  | { readonly kind: 'found'; readonly program: string; readonly origin: Origin }
  | { readonly kind: 'missing'; readonly looked: readonly string[]; readonly setting: string };

/** What the search needs to know about the machine. */
export interface Machine {
  /** Absolute path of the extension's folder. */
  readonly extension: string;
  /** The setting `proactive.server.path`; empty if unset. */
  readonly setting: string;
  /** Absolute path of the first workspace folder, if one is open. */
  readonly workspace: string | undefined;
  /** Absolute path of the user's home folder. */
  readonly home: string;
  /** The environment variable `PATH`. */
  readonly path: string;
  readonly platform: NodeJS.Platform;
  /** Whether a path is an executable file. */
  isProgram(file: string): boolean;
}

/** The arguments that start the program as a language server. */
export const SERVER_ARGUMENTS: readonly string[] = ['lsp'];

/**
 * Finds the program. The bundled one comes first, because it was built for this extension; the
 * setting is for an extension packaged without one.
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
    // An empty entry would mean the current folder, which no one asked for.
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

/** The error message when there is no server. */
export function missingMessage(found: Found & { kind: 'missing' }): string {
  if (found.setting !== '') {
    return (
      `The setting “proactive.server.path” names ${found.setting}, but there is no program there, and no “proactive” ` +
      'on PATH. Files are highlighted but not checked. Correct the setting.'
    );
  }
  return (
    'The program “proactive” was not found. Files are highlighted but not checked. ' +
    'Install it and put it on PATH, or set its path in “proactive.server.path”.'
  );
}
