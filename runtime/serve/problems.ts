// What is wrong with the files of the workspace.

import { byId } from './dom';
import type { Problems } from './site';

/** Shows the findings: errors prominently, warnings folded away. `isEmpty` is whether there is nothing else to show. */
export function drawProblems({ isError, summary, findings }: Problems, isEmpty: boolean): void {
  const section = byId('problems', HTMLElement);
  section.hidden = findings === '' && !isError;
  section.classList.toggle('error', isError);
  byId('problems-heading', HTMLElement).textContent = isError ? 'The workspace has errors' : 'The workspace has warnings';
  byId('problems-effect', HTMLElement).textContent = !isError
    ? ''
    : isEmpty
      ? 'The messages appear here when they are fixed.'
      : 'Until they are fixed, you see the messages as they were before.';
  byId('problems-summary', HTMLElement).textContent = summary;
  byId('findings', HTMLElement).textContent = findings.trimEnd();
  byId('problems-details', HTMLDetailsElement).open = isError;
}
