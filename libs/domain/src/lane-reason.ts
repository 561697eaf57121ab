/** Why a lane is where it is; for people. The first that fits is told: libs/persistence, `lane-reason.query.ts`. */
export const LANE_REASONS = {
  IN_FLIGHT: 'đang gửi, chờ Cổng trả lời',
  IN_DOUBT: 'chưa rõ Cổng đã ghi hay chưa, đang tra cứu; không gửi tay',
  CONFIG_ERROR: 'thiếu mã của Cổng: bổ sung thủ tục, lĩnh vực hoặc cơ quan, rồi cập nhật hồ sơ',
  CONFLICT: 'Cổng và tỉnh nói khác nhau: cần người xem',
  REJECTED: 'Cổng từ chối: sửa dữ liệu, rồi cập nhật hồ sơ',
  QUARANTINED: 'đã dừng vì làm hỏng ba lần gửi: cần người xem bản ghi',
  HELD_BY_OPERATOR: 'người vận hành đang giữ',
  QUEUE_PAUSED: 'tài khoản ở Cổng đang tạm dừng',
  PORTAL_BREAKER_OPEN: 'Cổng không trả lời; sẽ tự thử lại',
  THROTTLED: 'Cổng yêu cầu chờ; sẽ tự gửi tiếp',
  DEPENDENCY_MISSING: 'chờ dịch vụ công của hồ sơ lên Cổng, hoặc chờ trạng thái mới',
  BLOCKED_BY_STEP: 'một bước xử lý bị từ chối, các bước sau phải chờ',
  LOST_BATCH: 'lượt gửi trước bị mất trước khi đi; sẽ tự gửi lại',
  QUEUED: 'đã vào lượt, sắp gửi',
  RETRYING: 'chờ đến lần thử tiếp theo',
  OUTBOX_WAITING: 'đến lượt ngay',
  NONE: 'Cổng đã có trạng thái mới nhất và mọi bước',
} as const;
export type LaneReason = keyof typeof LANE_REASONS;
