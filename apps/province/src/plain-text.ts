/** Text for people: no control signs, nothing invisible. */
export const PLAIN_TEXT = /^\P{C}*$/u;
