// The arguments of `proactive check` for a task. A function of its arguments.

/** What a task in `tasks.json` may say. */
export interface CheckDefinition {
  readonly command: 'check';
  /** Relative to the folder of the workspace; all of it if left out. */
  readonly path?: string;
  readonly denyWarnings?: boolean;
}

/**
 * `denyWarnings` is the setting, which counts where the task says nothing; `projects` are the folders of
 * the workspaces of the language, relative, which are checked where the task names no path.
 */
export function checkArguments(definition: CheckDefinition, denyWarnings: boolean, projects: readonly string[]): string[] {
  const arguments_ = ['check', '--format', 'short', '--color', 'never'];
  if (definition.denyWarnings ?? denyWarnings) {
    arguments_.push('--deny', 'warnings');
  }
  // `--` ends the options: a path may begin with a hyphen.
  arguments_.push('--', ...(definition.path === undefined ? projects : [definition.path]));
  return arguments_;
}
