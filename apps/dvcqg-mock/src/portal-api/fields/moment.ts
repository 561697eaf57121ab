/** True for a real moment in `yyyyMMddHHmmss`, Vietnam time: not for 30 February. */
export function isMoment(text: string): boolean {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)?.slice(1);
  if (!parts) return false;
  const [year, month, day, hour, minute, second] = parts.join('-').split('-');
  const iso = `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.000Z`;
  const read = new Date(iso);
  return !Number.isNaN(read.getTime()) && read.toISOString() === iso;
}
