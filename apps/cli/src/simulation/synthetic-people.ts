import type { SeededChance } from './seeded-chance.js';

/** Names that say of themselves that they are examples. */
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ'] as const;
const MIDDLES = ['Văn', 'Thị', 'Minh', 'Ngọc', 'Quang', 'Thanh'] as const;
const GIVENS = ['Mẫu', 'Thí Dụ', 'Ví Dụ', 'Thử', 'Giả Định'] as const;

/** Province numbers of citizen ids end at 096: what begins with 097 is nobody's. */
const NOBODYS = '097';

export const someName = (chance: SeededChance): string =>
  `${chance.pick(FAMILIES)} ${chance.pick(MIDDLES)} ${chance.pick(GIVENS)}`;

export const someIdentity = (chance: SeededChance): string =>
  NOBODYS + String(Math.floor(chance.between(0, 1e9))).padStart(9, '0');
