// The arguments of `proactive check` for a task. A function of its arguments.

/** What a task in `tasks.json` may say. */
export interface CheckDefinition {
  readonly command: 'check';
  /** Relative to the folder of the workspace; all of it if left out. */
  readonly path?: string;
  readonly denyWarnings?: boolean;
}

/** `denyWarnings` is the setting, which counts where the task says nothing. */
export function checkArguments(definition: CheckDefinition, denyWarnings: boolean): string[] {
  const arguments_ = ['check', '--format', 'short', '--color', 'never'];
  if (definition.denyWarnings ?? denyWarnings) {
    arguments_.push('--deny', 'warnings');
  }
  // `--` ends the options: a path may begin with a hyphen.
  arguments_.push('--', definition.path ?? '.');
  return arguments_;
}
