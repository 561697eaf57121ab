import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, EXIT } from './exit-codes.js';
import { progressBar } from './progress-bar.js';
import { ProvinceClient, type ProvincePlace } from './province-client.js';
import { readProgress, settledRows } from './province-progress.js';
import { PROJECT_DIR } from './running-system.js';

/** The plan that every fresh system starts with; config/README.md says what of it is real. */
export const DEMO_PLAN = {
  id: 'tuyen-quang-2020',
  name: 'Kế hoạch tích hợp dịch vụ công trực tuyến lên Cổng Dịch vụ công quốc gia năm 2020, tỉnh Tuyên Quang',
  decision: '',
  from: '2020-07-01',
  to: '2020-12-31',
  file: 'config/plan/tuyen-quang-2020.csv',
} as const;

const LOOK_EVERY_MS = 200;

/** Imports the demo plan where the province does not have it yet. */
export async function loadDemoPlan(province: ProvincePlace): Promise<void> {
  const client = new ProvinceClient(province);
  const plans = await client.get<readonly { id: string }[]>('/plans');
  if (plans.some(({ id }) => id === DEMO_PLAN.id)) return;
  const { id, name, decision, from, to, file } = DEMO_PLAN;
  const query = new URLSearchParams({ name, decision, from, to });
  const path = `/plans/${id}/import?${query.toString()}`;
  const { isStored } = await client.sendFile<{ isStored: boolean }>(path, join(PROJECT_DIR, file), basename(file));
  if (isStored) return;
  const hint = `\`npx dvcqg plan import ${file} --id ${id} --dry-run\` cho biết lỗi ở đâu`;
  throw new CommandError(EXIT.badInput, `Không nhập được kế hoạch mẫu ${file}`, hint);
}

/** Shows a bar until every row is settled; false where the time is over first. */
export async function watchPublishing(
  province: ProvincePlace,
  { timeLimitMs, isQuiet }: { timeLimitMs: number; isQuiet: boolean },
): Promise<boolean> {
  const bar = progressBar(
    'Đưa dịch vụ lên Cổng |{bar}| {value}/{total} · không rõ {inDoubt} · bị từ chối {rejected}',
    isQuiet,
  );
  const endAt = performance.now() + timeLimitMs;
  try {
    let progress = await readProgress(province, DEMO_PLAN.id);
    bar.start(progress.total, settledRows(progress), progress);
    while (settledRows(progress) < progress.total && performance.now() < endAt) {
      await sleep(LOOK_EVERY_MS);
      progress = await readProgress(province, DEMO_PLAN.id);
      bar.update(settledRows(progress), progress);
    }
    return settledRows(progress) >= progress.total;
  } finally {
    bar.stop(); // its timer would keep this process alive
  }
}
