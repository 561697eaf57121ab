/**
 * Where the portal calls a province, below {@link INBOUND_BASES}. — observed (1); `dpnhankqthanhtoanhs` has an address of
 * its own there. See docs/protocol.md §8
 */
export const INBOUND_PATHS = {
  promotion: 'addtthcKhuyenMai',
  submission: 'nhanhsdvcqg',
  taxNotice: 'nhantbthuedvcqg',
  lookUp: 'search/call',
  paymentResult: 'dpnhankqthanhtoanhs',
} as const;

/** Both adapters, the address behind them, and none: a relay may have taken it away. — observed (1) */
export const INBOUND_BASES = [
  'XrdAdapter/RestService/forward',
  'VXPAdapter/RestService/forward',
  'o/rest/v2/nps',
  'o/pgi/ppdvcqg',
  '',
] as const;

/** `service` of a land-tax receipt at `nhanhsdvcqg`; every other value there is a dossier. — observed (1) */
export const LAND_TAX_RECEIPT_SERVICE = 'NhanChungTuThueDat';

/** `error_code` of the province's answers. — observed (1) */
export const INBOUND_CODES = { ok: 0, duplicate: 1, refused: -1 } as const;

/** Ends the message about a dossier that the province does not have; its `error_code` is 0 all the same. — observed (1) */
export const UNKNOWN_DOSSIER = 'không tồn tại trên hệ thống';
