// Seconds on a page and moments, as people read them.

/** A moment in the time zone of this machine, in the notation of the language: `2026-03-16 10:00 Europe/Paris`. */
export function moment(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())} ${zone}`;
}

/** `0:05`, `1:30`, `1:00:00`. */
export function clock(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** `5 seconds`, `1 minute 30 seconds`: for screen readers. */
export function spoken(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return said.length > 0 ? said.join(' ') : '0 seconds';
}
