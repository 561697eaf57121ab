const INSTANT = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2020-09-30` → `30/09/2020`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** An ISO instant as Vietnam's clocks show it: `03/10/2020 08:05:12`. */
export const instantText = (instant: string | null): string | null =>
  instant === null ? null : INSTANT.format(new Date(instant)).replace(',', '');
