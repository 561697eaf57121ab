/** A lane with something to send, now, that nobody has claimed or stopped; the condition of the index `lane_due`. */
export const DUE = `next_op IS NOT NULL AND batch_id IS NULL AND held_at IS NULL AND parked_at IS NULL AND next_at <= app_now()`;
