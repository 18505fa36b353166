// The arguments of `proactive check` for a task. A pure function.

/** The definition of a task in `tasks.json`. */
export interface CheckDefinition {
  readonly command: 'check';
  /** Relative to the workspace folder; defaults to all of it. */
  readonly path?: string;
  readonly denyWarnings?: boolean;
}

/**
 * `denyWarnings` is the setting, used when the task does not say; `projects` are the relative folders of
 * the proactive workspaces, checked when the task names no path.
 */
export function checkArguments(definition: CheckDefinition, denyWarnings: boolean, projects: readonly string[]): string[] {
  const arguments_ = ['check', '--format', 'short', '--color', 'never'];
  if (definition.denyWarnings ?? denyWarnings) {
    arguments_.push('--deny', 'warnings');
  }
  // `--` ends the options: a path may start with a hyphen.
  arguments_.push('--', ...(definition.path === undefined ? projects : [definition.path]));
  return arguments_;
}
