/**
 * Relays that provinces put before the adapter: they hide login and session. See docs/protocol.md §5.
 * Thanh Hóa: base and names of the reads observed (1); the three write addresses are configured there, so assumed here.
 * Hà Giang: observed (1).
 */
export const RELAY_PATHS = {
  thanhHoa: '/KetNoiMotCuaQuocGia',
  haGiang: '/test/api/SynsTTHCC',
} as const;

/** What a Thanh Hóa client has in its settings for the three writes. — assumed */
export const THANH_HOA_SUFFIXES = {
  create: 'ThemMoiHoSo',
  update: 'CapNhatHoSo',
  progress: 'DongBoTienTrinh',
} as const;
