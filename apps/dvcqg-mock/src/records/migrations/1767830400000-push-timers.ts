import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Pushes and payers that pay unasked wait as timers of their space, like all that happens by itself. What waits already
 * gets its timer; numbers below zero are given out by nobody else.
 */
const UP = [
  `INSERT INTO timer (space, id, due_at, rank, kind, ref, payload)
   SELECT space, -n, next_at, 0, 'push', n || ' ' || kind, jsonb_build_object('n', n) FROM push
   WHERE state IN ('waiting', 'sending') AND NOT (ordered AND EXISTS (
     SELECT 1 FROM push AS before WHERE before.space = push.space AND before.group_n = push.group_n
       AND before.turn < push.turn AND before.state IN ('waiting', 'sending')))`,
  `INSERT INTO timer (space, id, due_at, rank, kind, ref, payload)
   SELECT space, -1000000000 - row_number() OVER (ORDER BY space, auto_at, id), auto_at, 0, 'payment', reference,
     jsonb_build_object('id', id) FROM payment WHERE state = 'pending' AND auto_at IS NOT NULL`,
  'DROP INDEX push_due, payment_auto',
];

export class PushTimers1767830400000 implements MigrationInterface {
  readonly name = 'PushTimers1767830400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM timer WHERE kind IN ('push', 'payment')`);
    await runner.query(`CREATE INDEX push_due ON push (space, next_at) WHERE state = 'waiting'`);
    await runner.query(
      `CREATE INDEX payment_auto ON payment (space, auto_at) WHERE state = 'pending' AND auto_at IS NOT NULL`,
    );
  }
}
