// `@proactive/runtime`: shows the messages of a bundle in a page.

export type { Adapter, Capabilities, HandOver, WidgetEvents } from './adapter';
export type { Bundle } from './bundle';
export type { Clock } from './clock';
export type { Contact } from './greeting/content';
export type { Words, WordsByLanguage } from './greeting/words';
export type { View } from './pages';
export { type MessageEvent, type Options, start, type Widget } from './start';
export type { StorageArea } from './storage';
