// The page of the tests: a greeting that records what the visitor does.

import { createGreeting } from '../../src/greeting/greeting';

const done: unknown[] = [];
const greeting = createGreeting({
  opened: () => done.push(['opened', greeting.stage]),
  dismissed: () => done.push(['dismissed', greeting.stage]),
  replied: contact => done.push(['replied', greeting.stage, contact]),
}, { ar: { reply: 'رد', close: 'إغلاق' }, 'fr-CA': { email: 'Courriel' } });
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
// Single keys are shortcuts on many pages.
const shortcuts: string[] = [];
document.addEventListener('keydown', event => shortcuts.push(event.key));
document.body.append(greeting.element);
Object.assign(window, { createGreeting, greeting, done, violations, shortcuts });
