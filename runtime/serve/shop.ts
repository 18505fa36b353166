// The demonstration shop: pages that any website could have, with links to the pages that the rules name.

import type { Bundle } from '../src/bundle';
import { make } from '../src/greeting/dom';
import { byId } from './dom';
import type { Page } from './player';

/** The most links to pages that the rules name. */
const MAX_LINKS = 7;

export class Shop {
  private readonly element = byId('shop', HTMLElement);
  private readonly address = byId('location-text', HTMLElement);

  /** `follow` is called when the visitor follows a link. */
  constructor(private readonly follow: (url: string, title: string) => void) {}

  draw(page: Page, bundle: Bundle, brand: string): void {
    this.address.textContent = page.url;
    const links = linksOf(page.url, bundle).map(([url, name]) => {
      const link = make('a', { href: url }, name);
      if (url === page.url) {
        link.ariaCurrent = 'page';
      }
      link.addEventListener('click', event => {
        event.preventDefault();
        this.follow(url, `${name} – ${brand}`);
      });
      return link;
    });
    const heading = page.title || nameOf(new URL(page.url));
    this.element.replaceChildren(
      make('div', { className: 'banner' }, make('strong', { dir: 'auto' }, brand), make('nav', { ariaLabel: 'Pages of the shop' }, ...links)),
      make('h3', { dir: 'auto' }, heading),
      make('p', {}, 'A page of your website. The text does not matter: rules ask for the address, the title, the language and the visitor.'),
      make('div', { className: 'goods', ariaHidden: 'true' }, ...[1, 2, 3, 4, 5, 6].map(() => make('div', {}))),
    );
    this.element.scrollTop = 0;
  }
}

/** The front page, and the pages that the rules name, with their names. */
function linksOf(url: string, { comparisons, sites }: Bundle): readonly (readonly [string, string])[] {
  const { origin } = new URL(url);
  const links = new Map([[`${origin}/`, 'Home']]);
  for (const [field, , ...values] of comparisons) {
    for (const value of field === 'visitor.url' ? values : []) {
      const target = /^https?:\/\//.test(value) ? value : value.startsWith('/') ? origin + value : null;
      if (target && URL.canParse(target) && links.size <= MAX_LINKS) {
        const { href } = new URL(target);
        const isOn = sites.length === 0 || sites.some(({ pattern }) => new RegExp(pattern).test(href));
        if (isOn && !links.has(href)) {
          links.set(href, nameOf(new URL(href)));
        }
      }
    }
  }
  return [...links];
}

/** A name for a page: the last part of its path. */
function nameOf({ pathname }: URL): string {
  const last = pathname.split('/').filter(Boolean).at(-1);
  if (last === undefined) {
    return 'Home';
  }
  const words = decoded(last).replace(/\.\w+$/, '').replace(/[-_+]+/g, ' ').trim() || last;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A part of a path with its percent signs decoded, if it can be. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
