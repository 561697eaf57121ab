/**
 * How well something is known: `documented` in a public text, `observed` in independent implementations (so many),
 * or `assumed` by this project. See docs/protocol.md.
 */
export type Label = 'documented' | 'assumed' | `observed (${number})`;
