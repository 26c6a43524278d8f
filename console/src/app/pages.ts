import type { MessageKey } from '../base/messages/en';

/** The pages of the menu, with the letter that goes to each after `g`. */
export const pages: readonly { readonly path: readonly string[]; readonly name: MessageKey; readonly key: string }[] = [
  { path: [], name: 'nav.contest', key: 'c' },
  { path: ['map'], name: 'nav.map', key: 'm' },
  { path: ['timeline'], name: 'nav.timeline', key: 't' },
  { path: ['network'], name: 'nav.network', key: 'n' },
  { path: ['initiatives'], name: 'nav.things', key: 'l' },
  { path: ['review'], name: 'nav.review', key: 'r' },
  { path: ['drop'], name: 'nav.drop', key: 'd' },
];
