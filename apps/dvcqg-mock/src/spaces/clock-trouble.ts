import { SimProblem } from './sim-problem.js';

/** Why a clock was not moved. */
export const clockTrouble = {
  notVirtual: (mode: string): SimProblem =>
    new SimProblem(409, 'SIM_CLOCK_NOT_VIRTUAL', {
      vi: `Đồng hồ đang ở chế độ ${mode}; chỉ đồng hồ virtual mới tua được (PUT …/clock).`,
      en: `The clock is ${mode}; only a virtual one can be moved (PUT …/clock).`,
    }),
  overlapping: (): SimProblem =>
    new SimProblem(409, 'SIM_CLOCK_ADVANCING', {
      vi: 'Đồng hồ đang tua; chờ xong rồi thử lại.',
      en: 'The clock is being moved already; wait until it is ready.',
    }),
  backwards: (from: Date, target: Date): SimProblem =>
    new SimProblem(
      422,
      'SIM_CLOCK_BACKWARDS',
      {
        vi: `Đồng hồ đang chỉ ${from.toISOString()}, không lùi về ${target.toISOString()}.`,
        en: `The clock shows ${from.toISOString()} and does not go back to ${target.toISOString()}.`,
      },
      { at: from.toISOString() },
    ),
  tooFar: (): SimProblem =>
    new SimProblem(422, 'SIM_CLOCK_TOO_FAR', {
      vi: 'Một lần chỉ tua được nhiều nhất P366D.',
      en: 'One move is P366D at most.',
    }),
  nothingToCome: (): SimProblem =>
    new SimProblem(409, 'SIM_CLOCK_NOTHING_TO_COME', {
      vi: 'Không có sự kiện nào đang chờ.',
      en: 'There is no event to come.',
    }),
  cannotPause: (): SimProblem =>
    new SimProblem(409, 'SIM_CLOCK_NOT_RUNNING', {
      vi: 'Đồng hồ virtual tự đứng yên; chỉ đồng hồ real và scaled mới tạm dừng được.',
      en: 'A virtual clock stands still by itself; only real and scaled ones can be paused.',
    }),
  journalNotEmpty: (): SimProblem =>
    new SimProblem(409, 'SIM_JOURNAL_NOT_EMPTY', {
      vi: 'Chỉ đặt lại đồng hồ khi nhật ký còn trống; reset không gian trước.',
      en: 'A clock is set on an empty journal only; reset the space first.',
    }),
};
