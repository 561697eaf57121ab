import type { Difference } from './field-differences.js';
import type { NearRule } from './near-miss.js';
import type { RefusalLine, RowLine, Why } from './why.js';

/** An explanation as a page of plain text. */
export function toWhyPage(why: Why): string {
  const { entry, rule, nearest, faults } = why;
  const { reply } = entry;
  const head = `#${String(entry.n)} ${entry.service || '(không có service)'} · ${entry.at} · lần thứ ${String(entry.attempt ?? '-')}`;
  const found = rule ? `Quy tắc   ${rule.id}: ${rule.about} (${rule.label})` : 'Quy tắc   ✗ không hiểu được cuộc gọi';
  const draws = faults.considered.map(
    ({ fault, draw, rate, fired }) =>
      `Rút thăm  ${fault}: ${String(draw)} so với ${String(rate)}${fired ? ' → có' : ''}`,
  );
  const acted = faults.acted.map(({ id, phase, effect }) => `Lỗi đặt   ${id}: ${phase}/${effect}`);
  const commit = entry.commit ? `đã ghi ${String(entry.commit.rows)} bản ghi` : 'không ghi gì';
  const sent = { asBuilt: 'như đã dựng', changed: 'khác bản đã dựng' }[
    reply.sent.asBuilt === true ? 'asBuilt' : 'changed'
  ];
  return [
    head,
    `Đơn vị    ${entry.madonvi ?? '-'} · khóa ${entry.keys.join(', ') || '-'}`,
    found,
    ...nearest.flatMap(nearLines),
    `Phiên     ${why.session}${entry.insideRetryAfter ? ' · gọi trong thời gian phải chờ (Retry-After)' : ''}`,
    ...draws,
    ...acted,
    ...why.refusals.map(refusalLine),
    `Kết quả   mã ${String(entry.outcomeCode ?? '-')}, ${commit}`,
    ...why.rows.flatMap(rowLines),
    ...entry.warnings.map((warning) => `Lưu ý     ${warning}`),
    `Dựng      ${JSON.stringify(reply.built?.body ?? null)}`,
    `Gửi       ${reply.sent.kind} ${String(reply.sent.status ?? '')} · ${sent} · ${entry.departure ?? 'chưa rõ'} · ${String(entry.latencyMs ?? '-')} ms`,
    ...(reply.sent.body === undefined ? [] : [`          ${JSON.stringify(reply.sent.body)}`]),
    `Chuỗi     ${entry.prev}`,
    '',
  ].join('\n');
}

function nearLines({ rule, differences }: NearRule): string[] {
  return [`Gần nhất  ${rule} (${String(differences.length)} điểm khác)`, ...differences.map(differenceLine)];
}

function differenceLine({ place, expected, got, didYouMean }: Difference): string {
  const meant = didYouMean === undefined ? '' : ` · có phải ${didYouMean}?`;
  return `            ${place}  cần ${expected}  nhận được ${got}${meant}`;
}

function refusalLine({ key, code, check, says, label, switches }: RefusalLine): string {
  const set = Object.entries(switches).map(([name, value]) => `${name} = ${String(value)}`);
  const more = set.length > 0 ? ` · công tắc ${set.join(', ')}` : '';
  return `Từ chối   ${key ?? 'cả cuộc gọi'}: mã ${String(code)}, ${check} (${label ?? '-'})${more}: ${says}`;
}

function rowLines({ key, revision, beforeN, before, after, changed }: RowLine): string[] {
  const from = beforeN === null ? 'trước đó nhật ký không có' : `trước đó ở #${String(beforeN)}`;
  const changes = changed.map(
    (name) => `            ${name}: ${JSON.stringify(before?.[name])} → ${JSON.stringify(after?.[name])}`,
  );
  return [`Bản ghi   ${key}, lần sửa ${String(revision ?? '-')}, ${from}`, ...changes];
}
