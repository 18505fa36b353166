// Which files belong to the same proactive workspace: the server answers for a whole workspace, so each
// is requested once. Pure functions of paths, so that they can be tested without VS Code.

/** The key of a file's project: the nearest folder above it with a manifest, or the file itself. */
export function projectOf(file: string, manifests: ReadonlySet<string>): string {
  for (let end = file.lastIndexOf('/'); end >= 0; end = file.lastIndexOf('/', end - 1)) {
    const folder = file.slice(0, end);
    if (manifests.has(`${folder}/proactive.toml`)) {
      return folder;
    }
    if (end === 0) {
      break;
    }
  }
  return file;
}

/** One file of each project, to use in requests about that project. */
export function oneOfEach(files: readonly string[], manifests: ReadonlySet<string>): Map<string, string> {
  const projects = new Map<string, string>();
  for (const file of [...files].sort()) {
    const project = projectOf(file, manifests);
    if (!projects.has(project)) {
      projects.set(project, file);
    }
  }
  return projects;
}
