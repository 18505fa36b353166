export { chatwoot } from './chatwoot';
export { crisp } from './crisp';
export { intercom } from './intercom';
export { zendesk } from './zendesk';
