/** The only set of records today. Every row says which set it belongs to, so more can come. */
export const DEFAULT_SPACE = 'default';
