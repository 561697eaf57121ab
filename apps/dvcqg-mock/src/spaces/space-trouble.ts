import { SimProblem } from './sim-problem.js';

/** Names that can stand in an address as they are. */
export const SPACE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Why a call cannot be brought to a space. */
export const spaceTrouble = {
  disagree: (path: string, header: string): SimProblem =>
    new SimProblem(400, 'SIM_SPACE_DISAGREES', {
      vi: `Đường dẫn gọi không gian "${path}", tiêu đề X-Sim-Space gọi "${header}"; chỉ dùng một trong hai.`,
      en: `The path names space "${path}", the header X-Sim-Space names "${header}"; use one of them.`,
    }),
  unknown: (id: string): SimProblem =>
    new SimProblem(404, 'SIM_SPACE_UNKNOWN', {
      vi: `Không có không gian "${id}"; tạo bằng POST /__sim/spaces.`,
      en: `There is no space "${id}"; make it with POST /__sim/spaces.`,
    }),
  expired: (id: string, stateHash: string | null): SimProblem =>
    new SimProblem(
      410,
      'SIM_SPACE_EXPIRED',
      {
        vi: `Không gian "${id}" đã hết hạn; tạo lại bằng POST /__sim/spaces.`,
        en: `Space "${id}" has expired; make it anew with POST /__sim/spaces.`,
      },
      { fields: { stateHash } },
    ),
  alreadyThere: (id: string): SimProblem =>
    new SimProblem(409, 'SIM_SPACE_EXISTS', {
      vi: `Đã có không gian "${id}"; chọn tên khác, hoặc xóa nó trước.`,
      en: `There is a space "${id}" already; choose another name, or delete it first.`,
    }),
  badName: (id: string): SimProblem =>
    new SimProblem(
      422,
      'SIM_SPACE_NAME',
      {
        vi: `Tên "${id}" không hợp lệ: chữ thường a–z, số, dấu "-" ở giữa, dài nhất 64.`,
        en: `"${id}" is no name: small letters a–z, digits, "-" inside, at most 64.`,
      },
      { at: 'id' },
    ),
  noSnapshot: (name: string): SimProblem =>
    new SimProblem(404, 'SIM_SNAPSHOT_UNKNOWN', {
      vi: `Không có bản chụp "${name}".`,
      en: `There is no snapshot "${name}".`,
    }),
  badSnapshotName: (name: string): SimProblem =>
    new SimProblem(
      422,
      'SIM_SNAPSHOT_NAME',
      {
        vi: `Tên "${name}" không hợp lệ: chữ thường a–z, số, dấu "-" ở giữa, dài nhất 64.`,
        en: `"${name}" is no name: small letters a–z, digits, "-" inside, at most 64.`,
      },
      { at: 'name' },
    ),
  defaultStays: (): SimProblem =>
    new SimProblem(409, 'SIM_SPACE_DEFAULT', {
      vi: 'Không gian default luôn có và không hết hạn; dùng reset để làm mới, magic chỉ bật ở không gian khác.',
      en: 'The default space is always there and never expires; reset it instead. Magic is for other spaces.',
    }),
  tooMany: (most: number): SimProblem =>
    new SimProblem(429, 'SIM_SPACES_TOO_MANY', {
      vi: `Đã mở ${String(most)} không gian và tất cả đang bận; xóa bớt rồi thử lại.`,
      en: `${String(most)} spaces are open and all are in use; delete some and try again.`,
    }),
};
