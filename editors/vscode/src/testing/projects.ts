// Which files belong together: the server knows each workspace of the language as a whole, so it is
// asked once for each. A function of paths, so that it can be tested without VS Code.

/** The folder of the nearest manifest upward of a file, or the file itself: the key of its project. */
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

/** One file of each project, by which the server can be asked about it. */
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
