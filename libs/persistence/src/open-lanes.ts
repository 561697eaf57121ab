import type { EntityManager } from 'typeorm';

/** The only province account there is. */
export const ACCOUNT = 1;

/** Makes lanes that are missing and locks all of them, in one order everywhere. */
export async function openLanes(db: EntityManager, kind: 'S' | 'D', codes: readonly string[]): Promise<void> {
  await db.query(
    `INSERT INTO lane (account_id, kind, code, next_at) SELECT DISTINCT $1::int, $2, code, app_now() FROM unnest($3::text[]) code
     ORDER BY code
     ON CONFLICT (account_id, kind, code) DO NOTHING`,
    [ACCOUNT, kind, codes],
  );
  await db.query(`SELECT id FROM lane WHERE account_id = $1 AND kind = $2 AND code = ANY($3) ORDER BY id FOR UPDATE`, [
    ACCOUNT,
    kind,
    codes,
  ]);
}
