// The task `proactive: check`: `proactive check --format short` in a terminal. It has no problem matcher:
// the server already reports the same findings.

import * as vscode from 'vscode';

import { checkArguments, type CheckDefinition } from './checkArguments';
import type { Found } from './server';
import { projectOf } from './testing/projects';

interface Definition extends vscode.TaskDefinition, CheckDefinition {}

/** Offers a task for each folder, and completes the ones in `tasks.json`. */
export class CheckTasks implements vscode.TaskProvider {
  static readonly type = 'proactive';

  /** `locate` finds the program. */
  constructor(private readonly locate: () => Found | undefined) {}

  async provideTasks(): Promise<vscode.Task[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const tasks = await Promise.all(folders.map(folder => this.forFolder(folder)));
    return tasks.filter(task => task !== undefined);
  }

  async resolveTask(task: vscode.Task): Promise<vscode.Task | undefined> {
    const definition = task.definition as Definition;
    const folder = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
    return definition.command === 'check' && folder !== undefined ? this.make(definition, folder) : undefined;
  }

  /** The task that checks all of `folder`. */
  private forFolder(folder: vscode.WorkspaceFolder): Promise<vscode.Task | undefined> {
    return this.make({ type: CheckTasks.type, command: 'check' }, folder);
  }

  private async make(definition: Definition, folder: vscode.WorkspaceFolder): Promise<vscode.Task | undefined> {
    const found = this.locate();
    if (found?.kind !== 'found') {
      return undefined;
    }
    const settings = vscode.workspace.getConfiguration('proactive', folder);
    const arguments_ = checkArguments(definition, settings.get<boolean>('check.denyWarnings', false), await projects(folder));
    const execution = new vscode.ProcessExecution(found.program, arguments_, { cwd: folder.uri.fsPath });
    const name = definition.path === undefined ? 'check' : `check ${definition.path}`;
    const task = new vscode.Task(definition, folder, name, 'proactive', execution, []);
    task.group = vscode.TaskGroup.Build;
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
    return task;
  }
}

/** The proactive workspaces in a folder, relative to it; the folder itself when its files have no manifest. */
async function projects(folder: vscode.WorkspaceFolder): Promise<string[]> {
  const within = (glob: string): Thenable<vscode.Uri[]> => vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob));
  const [files, manifests] = await Promise.all([within('**/*.proactive'), within('**/proactive.toml')]);
  const known = new Set(manifests.map(({ path }) => path));
  const found = files.map(({ path }) => projectOf(path, known)).map(project => {
    const relative = project.slice(folder.uri.path.length + 1);
    return project.endsWith('.proactive') || relative === '' ? '.' : relative;
  });
  return found.length === 0 ? ['.'] : [...new Set(found)].sort();
}
